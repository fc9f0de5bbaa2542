import { NotUnderstood } from '../language/not-understood';
import type { Place } from '../language/program';
import { isNumber } from '../language/python/keys';
import { builtin, type Given } from '../language/signature';
import { ArrayValue, type Machine, type Value } from '../language/values';
import { NUMPY, NUMPY_TABLE } from './numpy/numpy';

/** Weights of central differences, by order and derivative, as SciPy 1.10 has them (`scipy/misc/_common.py`). */
const WEIGHTS: Readonly<Record<string, readonly number[]>> = {
  '3 1': [-1 / 2, 0, 1 / 2],
  '3 2': [1, -2, 1],
  '5 1': [1 / 12, -8 / 12, 0, 8 / 12, -1 / 12],
  '5 2': [-1 / 12, 16 / 12, -30 / 12, 16 / 12, -1 / 12],
};

/** The step of differences that stand for an exact derivative: they agree with it to 1e-11 for the losses of ordinary scores. */
const FINE = 1e-3;

/**
 * Functions that differentiate a function of an array element by element: SciPy's by differences of the step that it is given, and
 * autograd's, whose exact derivative is taken by fine differences of order 5.
 */
export const DERIVATIVES_TABLE: ReadonlyMap<string, Value> = new Map<string, Value>([
  [
    'scipy.misc.derivative',
    builtin('derivative', 'func, x0, dx=1.0, n=1, args=None, order=3', (given) =>
      difference(given, given.value('func'), {
        x: given.value('x0'),
        others: given.list('args'),
        step: given.number('dx'),
        derivative: given.integer('n'),
        order: given.integer('order'),
      }),
    ),
  ],
  ...['autograd.elementwise_grad', 'autograd.egrad'].map((name): [string, Value] => [
    name,
    builtin(name, 'func', (made) =>
      builtin('derivative', 'x, *args', (given) =>
        difference(given, made.value('func'), {
          x: given.value('x'),
          others: given.list('args'),
          step: FINE,
          derivative: 1,
          order: 5,
        }),
      ),
    ),
  ]),
  ...[...NUMPY_TABLE].map(([path, value]): [string, Value] => [`autograd.${path}`, value]),
]);

interface Difference {
  readonly x: Value;
  /** Further arguments of the function. */
  readonly others: readonly Value[];
  readonly step: number;
  readonly derivative: number;
  /** How many points are used. */
  readonly order: number;
}

/** The weighted sum of the function beside x over the step's power, in SciPy's order of operations. */
function difference(
  { machine, place }: Given,
  callee: Value,
  { x, others, step, derivative, order }: Difference,
): Value {
  const weights = WEIGHTS[`${order} ${derivative}`];
  if (!weights) {
    throw new NotUnderstood({ kind: 'argument', name: 'order', of: 'derivative' }, place);
  }
  const reach = (order - 1) / 2;
  let sum: Value = 0;
  for (const [at, weight] of weights.entries()) {
    const moved = combined('+', x, (at - reach) * step, machine, place);
    const value = machine.call(callee, { positional: [moved, ...others], keywords: new Map() }, place);
    sum = combined('+', sum, combined('*', weight, value, machine, place), machine, place);
  }
  return combined('/', sum, step ** derivative, machine, place);
}

function combined(
  operator: '+' | '*' | '/',
  left: Value,
  right: Value,
  machine: Machine,
  place: Place,
): Value {
  if (left instanceof ArrayValue || right instanceof ArrayValue) {
    return NUMPY.framework.binary(operator, left, right, machine, place);
  }
  if (!isNumber(left) || !isNumber(right)) {
    throw new NotUnderstood({ kind: 'operation', what: operator }, place);
  }
  const [one, other] = [Number(left), Number(right)];
  return operator === '+' ? one + other : operator === '*' ? one * other : one / other;
}
