import { raise } from '../../language/exceptions';
import { DeviceValue } from '../../language/library-values';
import { NotUnderstood } from '../../language/not-understood';
import { builtin, type Given } from '../../language/signature';
import { ArrayValue, Builtin, ShapeValue, type Value } from '../../language/values';
import { type DType, isFloating } from '../../tensor/dtype';
import { cast } from '../../tensor/elementwise';
import { allocate, detached, filled, leafOf, Tensor, tensorOf } from '../../tensor/tensor';
import { nestedNumbers } from '../shared/nested';
import { DEFAULT_FLOAT, wrapped } from './conversion';
import { TORCH } from './framework';
import { lengths } from './layouts';
import { OLD_TYPE_NAMES } from './old-types';
import { dtypeGiven } from './reductions';

const OPTIONS = 'dtype=None, device=None, requires_grad=False, layout=None, pin_memory=False';
const LIKE_OPTIONS = `${OPTIONS}, memory_format=None`;

/** The functions that make tensors. */
export const CREATION: readonly Builtin[] = [
  builtin('tensor', `data, *, ${OPTIONS}`, (given) => {
    const numbers = nestedNumbers(given.value('data'), given.machine, given.place);
    const dtype = dtypeGiven(given) ?? numbers.arrayType ?? typeOfKind(numbers.kind);
    return placed(given, tensorOf(numbers.shape, numbers.values, dtype));
  }),
  builtin('as_tensor', 'data, dtype=None, device=None', (given) => {
    const data = given.value('data');
    if (data instanceof ArrayValue && data.framework === TORCH) {
      // A tensor stays what it is, with its history.
      const tensor = cast(data.tensor, dtypeGiven(given) ?? data.tensor.dtype);
      const device = deviceNamed(given.value('device')) ?? data.device;
      return tensor === data.tensor && device === data.device
        ? data
        : wrapped(tensor, TORCH, given.machine, given.place, device);
    }
    const numbers = nestedNumbers(data, given.machine, given.place);
    const dtype = dtypeGiven(given) ?? numbers.arrayType ?? typeOfKind(numbers.kind);
    return placed(given, tensorOf(numbers.shape, numbers.values, dtype));
  }),
  builtin('from_numpy', 'ndarray', (given) => placed(given, given.array('ndarray').tensor)),
  builtin('zeros', `*size, ${OPTIONS}`, (given) =>
    placed(given, filled(lengths(given, 'size'), 0, floatGiven(given))),
  ),
  builtin('ones', `*size, ${OPTIONS}`, (given) =>
    placed(given, filled(lengths(given, 'size'), 1, floatGiven(given))),
  ),
  builtin('empty', `*size, ${OPTIONS}`, (given) =>
    placed(given, filled(lengths(given, 'size'), Number.NaN, floatGiven(given))),
  ),
  builtin('full', `size, fill_value, *, ${OPTIONS}`, (given) => {
    const fill = given.value('fill_value');
    const kind = typeof fill === 'boolean' ? 'bool' : typeof fill === 'bigint' ? 'int64' : DEFAULT_FLOAT;
    return placed(
      given,
      filled(given.integersIfAny('size') ?? [], given.number('fill_value'), dtypeGiven(given) ?? kind),
    );
  }),
  builtin('arange', `start=0, end=None, step=1, *, ${OPTIONS}`, (given) => {
    const [start, end] = given.has('end')
      ? [given.number('start'), given.number('end')]
      : [0, given.number('start')];
    const step = given.number('step');
    const isInteger = ['start', 'end', 'step'].every((name) => typeof given.value(name) !== 'number');
    const length = Math.max(0, Math.ceil((end - start) / step));
    const data = allocate([length]).map((_, at) => start + at * step);
    return placed(
      given,
      tensorOf([length], data, dtypeGiven(given) ?? (isInteger ? 'int64' : DEFAULT_FLOAT)),
    );
  }),
  builtin('linspace', `start, end, steps, *, ${OPTIONS}`, (given) => {
    const [start, end, steps] = [given.number('start'), given.number('end'), given.integer('steps')];
    const data = allocate([steps]).map((_, at) =>
      steps === 1 ? start : start + ((end - start) * at) / (steps - 1),
    );
    return placed(given, tensorOf([steps], data, floatGiven(given)));
  }),
  builtin('eye', `n, m=None, *, ${OPTIONS}`, (given) => {
    const rows = given.integer('n');
    const columns = given.integerIfAny('m') ?? rows;
    const data = allocate([rows, columns]);
    for (let at = 0; at < Math.min(rows, columns); at++) {
      data[at * columns + at] = 1;
    }
    return placed(given, new Tensor([rows, columns], floatGiven(given), data));
  }),
  ...Object.entries({ zeros_like: 0, ones_like: 1, empty_like: Number.NaN }).map(([name, fill]) =>
    builtin(name, `input, ${LIKE_OPTIONS}`, (given) => {
      const { tensor } = given.array('input');
      return placed(given, filled(tensor.shape, fill, dtypeGiven(given) ?? tensor.dtype));
    }),
  ),
  builtin('full_like', `input, fill_value, ${LIKE_OPTIONS}`, (given) => {
    const { tensor } = given.array('input');
    return placed(given, filled(tensor.shape, given.number('fill_value'), dtypeGiven(given) ?? tensor.dtype));
  }),
  ...Object.entries(OLD_TYPE_NAMES).map(([name, dtype]) =>
    builtin(name, '*data, device=None', (given) => typed(given, dtype)),
  ),
  ...'rand randn randint bernoulli multinomial randperm normal poisson rand_like randn_like randint_like'
    .split(' ')
    .map(random),
];

/** The methods that fill a tensor with random numbers. */
export const RANDOM_METHODS: readonly Builtin[] =
  'uniform_ normal_ random_ bernoulli_ exponential_ bernoulli multinomial'.split(' ').map(random);

function random(name: string): Builtin {
  return new Builtin(name, (_given, _machine, place) => {
    throw new NotUnderstood({ kind: 'random' }, place);
  });
}

/** The methods that make tensors of the same type. */
export const CREATION_METHODS: readonly Builtin[] = [
  builtin('new_tensor', `input, data, ${OPTIONS}`, (given) => {
    const numbers = nestedNumbers(given.value('data'), given.machine, given.place);
    return placed(
      given,
      tensorOf(numbers.shape, numbers.values, dtypeGiven(given) ?? given.array('input').tensor.dtype),
    );
  }),
  ...Object.entries({ new_zeros: 0, new_ones: 1, new_empty: Number.NaN, new: Number.NaN }).map(
    ([name, fill]) =>
      builtin(name, `input, *size, ${OPTIONS}`, (given) => {
        const { tensor } = given.array('input');
        const [first] = given.list('size');
        if (name === 'new' && first !== undefined && typeof first !== 'bigint') {
          const numbers = nestedNumbers(first, given.machine, given.place);
          return placed(given, tensorOf(numbers.shape, numbers.values, tensor.dtype));
        }
        return placed(given, filled(lengths(given, 'size'), fill, dtypeGiven(given) ?? tensor.dtype));
      }),
  ),
  builtin('new_full', `input, size, fill_value, ${OPTIONS}`, (given) =>
    placed(
      given,
      filled(
        given.integersIfAny('size') ?? [],
        given.number('fill_value'),
        dtypeGiven(given) ?? given.array('input').tensor.dtype,
      ),
    ),
  ),
];

/** `torch.Tensor(…)`: sizes, or the data of a list. */
export const TENSOR_CONSTRUCTOR: Builtin = builtin('Tensor', '*data, device=None', (given) =>
  typed(given, DEFAULT_FLOAT),
);

function typeOfKind(kind: 'bool' | 'integer' | 'float'): DType {
  return kind === 'bool' ? 'bool' : kind === 'integer' ? 'int64' : DEFAULT_FLOAT;
}

function floatGiven(given: Given): DType {
  return dtypeGiven(given) ?? DEFAULT_FLOAT;
}

/** Sizes one by one or as a shape give a tensor of unknown elements, anything else is the data. */
function typed(given: Given, dtype: DType): Value {
  const [first] = given.list('data');
  if (first === undefined || typeof first === 'bigint' || first instanceof ShapeValue) {
    const shape = first === undefined ? [0] : lengths(given, 'data');
    return placed(given, filled(shape, Number.NaN, dtype));
  }
  const numbers = nestedNumbers(first, given.machine, given.place);
  return numbers.shape.length === 0 && !(first instanceof ArrayValue)
    ? raise('TypeError', 'new(): data must be a sequence', given.place)
    : placed(given, tensorOf(numbers.shape, numbers.values, dtype));
}

/** The new tensor on the device that the call names, which is reported if the code fixes it. */
function placed(given: Given, tensor: Tensor): ArrayValue {
  const named = given.value('device');
  const device = deviceNamed(named);
  if (device !== null && !(named instanceof DeviceValue) && device !== 'cpu') {
    given.machine.report({ kind: 'deviceMove', device }, given.place);
  }
  const wantsGradient = given.value('requires_grad') === true && isFloating(tensor.dtype);
  const own = wantsGradient ? leafOf(tensor) : tensor.hasGradient ? detached(tensor) : tensor;
  return wrapped(own, TORCH, given.machine, given.place, device ?? 'cpu');
}

/** The name of a device that is given as a text, number, device or type; null if none is given. */
export function deviceNamed(value: Value): string | null {
  if (typeof value === 'string') {
    return value;
  }
  if (typeof value === 'bigint') {
    return `cuda:${value}`;
  }
  return value instanceof DeviceValue ? value.name : null;
}
