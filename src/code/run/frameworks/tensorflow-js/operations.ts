import { NotUnderstood } from '../../language/not-understood';
import { isNullish } from '../../language/typescript/conversions';
import { throwError } from '../../language/typescript/errors';
import { isNumberValue, plainNumber } from '../../language/typescript/numbers';
import type { Arguments } from '../../language/typescript/script';
import type { Value } from '../../language/values';
import * as reduction from '../../tensor/reduction';
import { normalAxis } from '../../tensor/shapes';
import type { Tensor } from '../../tensor/tensor';
import type { Calculation } from './calculation';
import { numbersGiven, tensorGiven, untrackable, type WantedType } from './operands';
import { COMPARISONS, CONNECTIVES, PAIRS, POINTWISE, stepOf, withoutGradient } from './pointwise';

/** An operation whose first argument is a tensor: a function of `tf` and a method of tensors. */
export type Operation = (given: Arguments, on: Calculation) => Tensor;

const operand = (given: Arguments, index: number, wanted?: WantedType): Tensor =>
  tensorGiven(given.at(index), given, 'abcdef'.charAt(index), wanted);

/** One axis or several; null for all. */
export function axesGiven(value: Value, given: Arguments): number[] | null {
  if (isNullish(value)) {
    return null;
  }
  return isNumberValue(value) ? [plainNumber(value)] : numbersGiven(value, given.place);
}

function isTrue(given: Arguments, index: number): boolean {
  return given.machine.truth(given.at(index), given.place);
}

function reducing(
  reduce: (on: Calculation, x: Tensor, axes: number[] | null, keeps: boolean) => Tensor,
  wanted: WantedType = 'numeric',
): Operation {
  return (given, on) =>
    reduce(on, operand(given, 0, wanted), axesGiven(given.at(1), given), isTrue(given, 2));
}

function lastAxisOnly(given: Arguments, x: Tensor): void {
  const axis = given.integer(1, -1);
  if (axis !== -1 && axis !== x.rank - 1) {
    throwError('Error', 'Softmax along a non-last dimension is not yet supported.', given.place);
  }
}

/** Running sums along an axis. */
const cumulative: Operation = (given) => {
  const x = operand(given, 0);
  const isExclusive = isTrue(given, 2);
  const isReversed = isTrue(given, 3);
  if (isExclusive || isReversed) {
    throw new NotUnderstood({ kind: 'argument', name: 'exclusive, reverse', of: 'cumsum' }, given.place);
  }
  return reduction.cumulativeSum(x, given.integer(1, 0), x.dtype === 'float32' ? 'float32' : 'int32');
};

function extremeIndex(largest: boolean): Operation {
  return (given, on) => {
    const x = operand(given, 0);
    const axis = given.integer(1, 0);
    on.axes([axis], x);
    const index = reduction.extremeIndex(x, x.rank === 0 ? null : normalAxis(axis, x.rank), false, largest);
    return on.cast(index, 'int32');
  };
}

function quantified(quantifier: 'any' | 'all'): Operation {
  return (given, on) => {
    const x = operand(given, 0, 'bool');
    const reduced = { axes: on.axes(axesGiven(given.at(1), given), x), keeps: isTrue(given, 2) };
    return untrackable(reduction.truth(x, reduced, quantifier), 'bool', [x], withoutGradient(quantifier));
  };
}

const pairs = (names: readonly string[], wanted?: WantedType): [string, Operation][] =>
  names.map((name) => [
    name,
    (given, on) => on.binary(name, operand(given, 0, wanted), operand(given, 1, wanted)),
  ]);

/** The elementwise operations and reductions. */
export const OPERATIONS: ReadonlyMap<string, Operation> = new Map<string, Operation>([
  ...Object.entries(POINTWISE).map(([name, { wanted }]): [string, Operation] => [
    name,
    (given, on) => on.unary(name, operand(given, 0, wanted)),
  ]),
  ...pairs(Object.keys(PAIRS)),
  ...pairs(Object.keys(COMPARISONS)),
  ...pairs(Object.keys(CONNECTIVES), 'bool'),
  [
    'logicalNot',
    (given, on) => {
      const x = operand(given, 0, 'bool');
      const result = on.mapped(x, 'bool', {
        value: (value) => (value === 0 ? 1 : 0),
        back: null,
        saves: 'nothing',
      });
      return untrackable(result, 'bool', [x], withoutGradient('logicalNot'));
    },
  ],
  [
    'divNoNan',
    (given, on) => {
      const [x, y] = [operand(given, 0), operand(given, 1)];
      const isZero = on.binary('equal', y, on.constant(0));
      return on.select(isZero, on.binary('mul', y, on.constant(0)), on.binary('div', x, y));
    },
  ],
  [
    'step',
    (given, on) => {
      const x = operand(given, 0);
      return on.mapped(x, x.dtype as 'float32', stepOf(given.isGiven(1) ? given.plain(1) : 0));
    },
  ],
  [
    'leakyRelu',
    (given, on) => {
      const slope = given.isGiven(1) ? given.plain(1) : 0.2;
      return on.mapped(on.cast(operand(given, 0), 'float32'), 'float32', {
        value: (x) => (x < 0 ? slope * x : x),
        back: (g, x) => (x > 0 ? g : g * slope),
        saves: 'argument',
      });
    },
  ],
  ['clipByValue', (given, on) => on.clip(operand(given, 0), given.plain(1), given.plain(2))],
  ['sum', reducing((on, x, axes, keeps) => on.sum(x, axes, keeps))],
  ['mean', reducing((on, x, axes, keeps) => on.mean(x, axes, keeps))],
  ['max', reducing((on, x, axes, keeps) => on.extreme(x, axes, keeps, true))],
  ['min', reducing((on, x, axes, keeps) => on.extreme(x, axes, keeps, false))],
  ['logSumExp', reducing((on, x, axes, keeps) => on.logSumExp(x, axes, keeps))],
  [
    'prod',
    reducing((on, x, axes, keeps) => {
      const dtype = x.dtype === 'float32' ? 'float32' : 'int32';
      return reduction.product(on.cast(x, dtype), { axes: on.axes(axes, x), keeps }, dtype);
    }),
  ],
  ['any', quantified('any')],
  ['all', quantified('all')],
  ['argMax', extremeIndex(true)],
  ['argMin', extremeIndex(false)],
  ['cumsum', cumulative],
  [
    'softmax',
    (given, on) => {
      const x = operand(given, 0, 'float32');
      lastAxisOnly(given, x);
      return on.softmax(x);
    },
  ],
  [
    'logSoftmax',
    (given, on) => {
      const x = operand(given, 0);
      lastAxisOnly(given, x);
      return on.logSoftmax(x);
    },
  ],
]);

/** `tf.where(condition, a, b)`; as a method, the tensor is the condition. */
export const where: Operation = (given, on) =>
  on.select(operand(given, 0, 'bool'), operand(given, 1), operand(given, 2));
