import { builtin, type Given } from '../../language/signature';
import type { Builtin, Value } from '../../language/values';
import type { BinaryFunction } from '../../tensor/elementwise';
import { combined } from '../../tensor/elementwise';
import { reducedLoss } from './loss-reduction';

const SIGNATURE = "input, target, size_average=None, reduce=None, reduction='mean'";

/** The losses of distances and divergences, as functions. */
export const DISTANCE_LOSSES: readonly Builtin[] = [
  distance('mse_loss', {
    value: (x, y) => (x - y) ** 2,
    backFirst: (g, x, y) => 2 * g * (x - y),
    backSecond: (g, x, y) => -2 * g * (x - y),
    saves: 'both',
  }),
  distance('l1_loss', {
    value: (x, y) => Math.abs(x - y),
    backFirst: (g, x, y) => g * Math.sign(x - y),
    backSecond: (g, x, y) => -g * Math.sign(x - y),
    saves: 'both',
  }),
  builtin('smooth_l1_loss', `${SIGNATURE}, beta=1.0`, (given) =>
    elementwise(given, smoothL1(given.number('beta'))),
  ),
];

function distance(name: string, operation: BinaryFunction): Builtin {
  return builtin(name, SIGNATURE, (given) => elementwise(given, operation));
}

function elementwise(given: Given, operation: BinaryFunction): Value {
  const [x, y] = [given.array('input').tensor, given.array('target').tensor];
  return reducedLoss(given, combined(x, y, x.dtype, operation));
}

function smoothL1(beta: number): BinaryFunction {
  const slope = (difference: number): number =>
    Math.abs(difference) < beta ? difference / beta : Math.sign(difference);
  return {
    value: (x, y) => {
      const size = Math.abs(x - y);
      return size < beta ? (0.5 * size * size) / beta : size - 0.5 * beta;
    },
    backFirst: (g, x, y) => g * slope(x - y),
    backSecond: (g, x, y) => -g * slope(x - y),
    saves: 'both',
  };
}
