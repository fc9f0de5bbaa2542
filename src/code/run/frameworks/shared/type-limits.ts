import { DTypeValue } from '../../language/library-values';
import { NotUnderstood } from '../../language/not-understood';
import { TYPES } from '../../language/python/types';
import { builtin, type Given } from '../../language/signature';
import { type Builtin, ClassValue, Instance, type Value } from '../../language/values';
import { type DType, isFloating, largestOf } from '../../tensor/dtype';

/** The bits of the mantissa and the smallest exponent of a normal number. */
const FORMS: Readonly<Partial<Record<DType, { readonly mantissa: number; readonly exponent: number }>>> = {
  float16: { mantissa: 10, exponent: -14 },
  bfloat16: { mantissa: 7, exponent: -126 },
  float32: { mantissa: 23, exponent: -126 },
  float64: { mantissa: 52, exponent: -1022 },
};

const LIMITS = new ClassValue('finfo', [], new Map(), false);

/** `torch.finfo` and `numpy.finfo`: the limits of a type of floats. */
export function floatLimits(name: string, signature: string): Builtin {
  return builtin(name, signature, (given) => {
    const dtype = typeGiven(given);
    const form = FORMS[dtype];
    if (!form || !isFloating(dtype)) {
      return given.refuse('type', 'a floating point type', given.value('type'));
    }
    const instance = new Instance(LIMITS);
    const tiny = 2 ** form.exponent;
    const values: Readonly<Record<string, Value>> = {
      eps: 2 ** -form.mantissa,
      tiny,
      smallest_normal: tiny,
      max: largestOf(dtype),
      min: -largestOf(dtype),
      dtype: given.value('type'),
    };
    for (const [key, value] of Object.entries(values)) {
      instance.attributes.set(key, value);
    }
    return instance;
  });
}

/** `torch.iinfo` and `numpy.iinfo`: the limits of a type of integers. */
export function integerLimits(name: string): Builtin {
  return builtin(name, 'type', (given) => {
    const [, unsigned, bits] = /^(u?)int(\d+)$/.exec(typeGiven(given)) ?? [];
    if (bits === undefined) {
      return given.refuse('type', 'an integer type', given.value('type'));
    }
    const size = BigInt(bits);
    const values: Readonly<Record<string, Value>> =
      unsigned === 'u'
        ? { bits: size, min: 0n, max: 2n ** size - 1n }
        : { bits: size, min: -(2n ** (size - 1n)), max: 2n ** (size - 1n) - 1n };
    return new Instance(LIMITS, new Map(Object.entries(values)));
  });
}

function typeGiven(given: Given): DType {
  const value = given.value('type');
  if (value === null) {
    return 'float32';
  }
  if (value instanceof DTypeValue) {
    return value.dtype;
  }
  if (typeof value === 'string') {
    throw new NotUnderstood({ kind: 'argument', name: 'type', of: given.name }, given.place);
  }
  // The types of the language have 64 bits.
  return value === TYPES.float
    ? 'float64'
    : value === TYPES.int
      ? 'int64'
      : given.refuse('type', 'a type', value);
}
