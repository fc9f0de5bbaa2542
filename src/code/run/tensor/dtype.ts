import { f16round } from '@petamoriken/float16';

/** The element types of the tensors of losses. Every one is stored as float64, which holds them exactly. */
export const DTYPES = [
  'bool',
  'uint8',
  'int8',
  'int16',
  'int32',
  'int64',
  'float16',
  'bfloat16',
  'float32',
  'float64',
] as const;

export type DType = (typeof DTYPES)[number];

/** The order in which types give way to one another: a sum of a boolean and a float is a float. */
export type DTypeCategory = 'bool' | 'integer' | 'float';

const CATEGORY_RANK: Readonly<Record<DTypeCategory, number>> = { bool: 0, integer: 1, float: 2 };

const INTEGER_BITS: Readonly<Partial<Record<DType, number>>> = {
  uint8: 8,
  int8: 8,
  int16: 16,
  int32: 32,
  int64: 64,
};

export function categoryOf(dtype: DType): DTypeCategory {
  if (dtype === 'bool') {
    return 'bool';
  }
  return dtype.includes('float') ? 'float' : 'integer';
}

export function isFloating(dtype: DType): boolean {
  return categoryOf(dtype) === 'float';
}

/** True if the first category gives way to the second. */
export function isLower(category: DTypeCategory, than: DTypeCategory): boolean {
  return CATEGORY_RANK[category] < CATEGORY_RANK[than];
}

const ROUNDINGS: Readonly<Record<DType, (value: number) => number>> = {
  bool: (value) => (value === 0 ? 0 : 1),
  uint8: (value) => wrapped(value, 8, false),
  int8: (value) => wrapped(value, 8, true),
  int16: (value) => wrapped(value, 16, true),
  int32: (value) => wrapped(value, 32, true),
  int64: Math.trunc,
  float16: f16round,
  bfloat16: bfloat16Round,
  float32: (value) => (isExact ? value : Math.fround(value)),
  float64: (value) => value,
};

/** The function that rounds to a type: to the nearest float, towards 0 for integers. */
export function roundingOf(dtype: DType): (value: number) => number {
  return ROUNDINGS[dtype];
}

const LARGEST: Readonly<Partial<Record<DType, number>>> = {
  float16: 65504,
  bfloat16: 3.3895313892515355e38,
  float32: 3.4028234663852886e38,
};

/** The largest finite number of a float type. */
export function largestOf(dtype: DType): number {
  return LARGEST[dtype] ?? Number.MAX_VALUE;
}

/** True if a value of this type may differ from the float64 that was computed for it. */
export function needsRounding(dtype: DType): boolean {
  return dtype !== 'float64' && !(isExact && dtype === 'float32');
}

let isExact = false;

/**
 * Runs with the type float32 computed as float64: the types of a program stay as they are, while its numbers show the
 * formula without the noise of rounding.
 */
export function withExactFloats<Result>(run: () => Result): Result {
  const before = isExact;
  isExact = true;
  try {
    return run();
  } finally {
    isExact = before;
  }
}

function wrapped(value: number, bits: number, signed: boolean): number {
  const span = 2 ** bits;
  const remainder = ((Math.trunc(value) % span) + span) % span;
  return signed && remainder >= span / 2 ? remainder - span : remainder;
}

const FLOAT = new Float32Array(1);
const BITS = new Uint32Array(FLOAT.buffer);

/** To the nearest bfloat16 (the upper half of a float32), ties to even. */
function bfloat16Round(value: number): number {
  FLOAT[0] = value;
  if (!Number.isFinite(FLOAT[0])) {
    return FLOAT[0];
  }
  const bits = BITS[0] ?? 0;
  BITS[0] = (bits + 0x7fff + ((bits >>> 16) & 1)) & 0xffff0000;
  return FLOAT[0];
}

/**
 * The type of a result of two tensors with dimensions, as torch.promote_types and numpy.promote_types agree on it but for
 * integers with small floats, where `integersWiden` is NumPy's way: int64 with float32 is float64.
 */
export function promoted(one: DType, other: DType, integersWiden: boolean): DType {
  if (one === other) {
    return one;
  }
  const [first, second] = [categoryOf(one), categoryOf(other)];
  if (first !== second) {
    const [higher, lower] = isLower(first, second) ? [other, one] : [one, other];
    return integersWiden && categoryOf(lower) === 'integer' ? widerFloat(higher, lower) : higher;
  }
  if (first === 'float') {
    return promotedFloat(one, other);
  }
  return promotedInteger(one, other);
}

function promotedFloat(one: DType, other: DType): DType {
  if (one === 'float64' || other === 'float64') {
    return 'float64';
  }
  // float16 and bfloat16 hold different values, so that only float32 holds both.
  return 'float32';
}

function promotedInteger(one: DType, other: DType): DType {
  const unsigned = one === 'uint8' || other === 'uint8';
  const bits = Math.max(INTEGER_BITS[one] ?? 8, INTEGER_BITS[other] ?? 8);
  const needed = unsigned && bits === 8 ? 16 : bits;
  return `int${needed}` as DType;
}

function widerFloat(float: DType, integer: DType): DType {
  const bits = INTEGER_BITS[integer] ?? 8;
  if (float === 'float64' || bits > 16) {
    return 'float64';
  }
  return bits > 8 ? 'float32' : float;
}
