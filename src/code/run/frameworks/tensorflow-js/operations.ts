import { NotUnderstood } from '../../language/not-understood';
import { isNullish } from '../../language/typescript/conversions';
import { throwError } from '../../language/typescript/errors';
import { isNumberValue, plainNumber } from '../../language/typescript/numbers';
import type { Arguments } from '../../language/typescript/script';
import type { Value } from '../../language/values';
import { GradientFailure } from '../../tensor/failure';
import * as reduction from '../../tensor/reduction';
import { sizeOf } from '../../tensor/shapes';
import { type Tensor, tensorOf } from '../../tensor/tensor';
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
  // Beyond one axis, or for the last one as −1, the library's own result has the wrong shape.
  if (isExclusive || isReversed || x.rank !== 1 || given.integer(1, 0) !== 0) {
    throw new NotUnderstood({ kind: 'argument', name: 'exclusive, reverse', of: 'cumsum' }, given.place);
  }
  return reduction.cumulativeSum(x, given.integer(1, 0), x.dtype === 'float32' ? 'float32' : 'int32');
};

function extremeIndex(largest: boolean): Operation {
  return (given, on) => {
    const x = operand(given, 0);
    const axis = on.axes([given.integer(1, 0)], x)?.[0] ?? 0;
    const [outer, inner] = [sizeOf(x.shape.slice(0, axis)), sizeOf(x.shape.slice(axis + 1))];
    const length = x.shape[axis] ?? 0;
    const places = Array.from({ length: outer * inner }, (_, row) => {
      const start = Math.floor(row / inner) * length * inner + (row % inner);
      let best = 0;
      // NaN is neither larger nor smaller than anything.
      for (let at = 1; at < length; at++) {
        const [value, known] = [x.at(start + at * inner), x.at(start + best * inner)];
        best = (largest ? value > known : value < known) ? at : best;
      }
      return best;
    });
    return tensorOf(x.shape.toSpliced(axis, 1), places, 'int32');
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
  // The library forgets the argument of its logarithm of the sigmoid unless that is a variable or what the gradient is taken by.
  [
    'logSigmoid',
    (given, on) => {
      const x = operand(given, 0);
      const result = on.unary('logSigmoid', x);
      const isLost = given.machine.keepsLibraryFaults && x.history && x.history.inputs.length > 0;
      return isLost
        ? untrackable(result, 'float32', [x], () => {
            throw new GradientFailure("Cannot read properties of undefined (reading 'backend')");
          })
        : result;
    },
  ],
  ['zerosLike', (given, on) => on.constantLike(operand(given, 0), 0)],
  ['onesLike', (given, on) => on.constantLike(operand(given, 0), 1)],
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
      const quotient = on.binary('div', x, y);
      const zeros = on.constantLike(quotient, 0);
      return on.select(on.binary('equal', y, zeros), zeros, quotient);
    },
  ],
  [
    'step',
    (given, on) => {
      const x = operand(given, 0);
      const slope = given.isGiven(1) ? given.plain(1) : 0;
      return on.mapped(x, x.dtype as 'float32', stepOf(x.dtype === 'float32' ? slope : Math.trunc(slope)));
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
