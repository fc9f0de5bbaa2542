import { sigmoid, softplus } from '../../../../numerics/stable';
import { raise } from '../../language/exceptions';
import { builtin, type Given } from '../../language/signature';
import type { Builtin, Value } from '../../language/values';
import * as arithmetic from '../../tensor/arithmetic';
import { isFloating } from '../../tensor/dtype';
import { type BinaryFunction, cast, combined, mapped } from '../../tensor/elementwise';
import * as functions from '../../tensor/functions';
import { listText, sameShape } from '../../tensor/shapes';
import { scalarOf, type Tensor } from '../../tensor/tensor';
import { reducedLoss } from './loss-reduction';

/** The cross-entropies of independent decisions, as functions. */
export const BINARY_LOSSES: readonly Builtin[] = [
  builtin(
    'binary_cross_entropy_with_logits',
    "input, target, weight=None, size_average=None, reduce=None, reduction='mean', pos_weight=None",
    withLogits,
  ),
  builtin(
    'binary_cross_entropy',
    "input, target, weight=None, size_average=None, reduce=None, reduction='mean'",
    ofProbabilities,
  ),
];

/** (1 − y) x − log σ(x): the cross-entropy of a logit x and a target y. */
const LOGIT_CROSS_ENTROPY: BinaryFunction = {
  value: (x, y) => (1 - y) * x + softplus(-x),
  backFirst: (g, x, y) => (y === 1 ? -g * sigmoid(-x) : g * (sigmoid(x) - y)),
  backSecond: (g, x) => -g * x,
  saves: 'both',
};

/** PyTorch keeps the logarithms of a binary cross-entropy from falling below this. */
const LEAST_LOGARITHM = -100;

const PROBABILITY_CROSS_ENTROPY: BinaryFunction = {
  value: (p, y) =>
    (y - 1) * Math.max(Math.log1p(-p), LEAST_LOGARITHM) - y * Math.max(Math.log(p), LEAST_LOGARITHM),
  backFirst: (g, p, y) => (g * (p - y)) / Math.max((1 - p) * p, 1e-12),
  backSecond: (g, p) =>
    g * (Math.max(Math.log1p(-p), LEAST_LOGARITHM) - Math.max(Math.log(p), LEAST_LOGARITHM)),
  saves: 'both',
};

/** Predictions and targets; the targets in the type of the predictions where a run sets aside that another one raises. */
function tensorsOf(given: Given): [Tensor, Tensor] {
  const [input, target] = [given.array('input').tensor, given.array('target').tensor];
  return [input, given.machine.setsAside && isFloating(input.dtype) ? cast(target, input.dtype) : target];
}

function withLogits(given: Given): Value {
  const [input, target] = tensorsOf(given);
  if (!sameShape(input.shape, target.shape)) {
    raise(
      'ValueError',
      `Target size (torch.Size(${listText(target.shape)})) must be the same as input size (torch.Size(${listText(input.shape)}))`,
      given.place,
    );
  }
  if (!isFloating(target.dtype) || !isFloating(input.dtype)) {
    raise(
      'RuntimeError',
      `result type ${input.dtype} can't be cast to the desired output type ${target.dtype}`,
      given.place,
    );
  }
  // PyTorch computes it in place of the targets.
  const { dtype } = target;
  const [x, y] = [cast(input, dtype), cast(target, dtype)];
  const positiveWeight = weightGiven(given, 'pos_weight');
  const losses = positiveWeight
    ? weightedPositives(x, y, cast(positiveWeight, dtype))
    : combined(x, y, dtype, LOGIT_CROSS_ENTROPY);
  return reducedLoss(given, weighted(losses, weightGiven(given, 'weight')));
}

/** (1 − y) x + (1 + (w − 1) y) softplus(−x). */
function weightedPositives(x: Tensor, y: Tensor, weight: Tensor): Tensor {
  const { dtype } = x;
  const one = scalarOf(1, dtype);
  const surplus = combined(
    combined(weight, one, dtype, arithmetic.subtraction),
    y,
    dtype,
    arithmetic.multiplication,
  );
  const factor = combined(surplus, one, dtype, arithmetic.addition);
  const rest = combined(combined(one, y, dtype, arithmetic.subtraction), x, dtype, arithmetic.multiplication);
  const logarithm = mapped(x, dtype, functions.logSigmoid);
  return combined(
    rest,
    combined(factor, logarithm, dtype, arithmetic.multiplication),
    dtype,
    arithmetic.subtraction,
  );
}

function ofProbabilities(given: Given): Value {
  const [input, target] = tensorsOf(given);
  if (!sameShape(input.shape, target.shape)) {
    raise(
      'ValueError',
      `Using a target size (${listText(target.shape)}) that is different to the input size (${listText(input.shape)}) is deprecated.`,
      given.place,
    );
  }
  if (input.dtype !== target.dtype) {
    raise('RuntimeError', `Found dtype ${target.dtype} but expected ${input.dtype}`, given.place);
  }
  if (input.data.some((p) => !(p >= 0 && p <= 1))) {
    raise('RuntimeError', 'all elements of input should be between 0 and 1', given.place);
  }
  const losses = combined(input, target, input.dtype, PROBABILITY_CROSS_ENTROPY);
  return reducedLoss(given, weighted(losses, weightGiven(given, 'weight')));
}

/** A weight of a loss function is a constant to PyTorch. @throws Raised if its gradient is wanted */
export function weightGiven(given: Given, name: string): Tensor | null {
  const weight = given.arrayIfAny(name);
  const { isWithoutGradient, setsAside } = given.machine;
  if (weight?.tensor.hasGradient && !isWithoutGradient && !setsAside) {
    raise(
      'RuntimeError',
      `The function '${given.name}' is not differentiable with respect to argument '${name}'.`,
      given.place,
    );
  }
  return weight?.tensor ?? null;
}

function weighted(losses: Tensor, weight: Tensor | null): Tensor {
  return weight
    ? combined(losses, cast(weight, losses.dtype), losses.dtype, arithmetic.multiplication)
    : losses;
}
