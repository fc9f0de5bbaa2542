import { type CurveParameters, INITIAL_VALUES, kindOf } from '../../src/loss/kinds/kinds';
import { smoothedTarget } from '../../src/loss/label-smoothing';
import type { ReductionCounts } from '../../src/loss/reduction';
import {
  requireAlpha,
  requireFocalStarParameters,
  requireGamma,
  requireLabelSmoothing,
  requireSameLength,
} from './parameters';

/** A loss of one logit and one target, with its parameters. */
export type BinaryLoss = Pick<CurveParameters, 'kind'> & Partial<CurveParameters>;

/** The meaning of a batch's targets. */
export interface BinaryTargetOptions {
  /** Elements with this target are left out: their loss and gradient are 0. Default null: none is. */
  readonly ignoreIndex?: number | null;
  /** ε in [0, 1] (Szegedy et al. 2016): a target y is taken as y (1 − ε) + ε / 2. Default 0. */
  readonly labelSmoothing?: number;
}

/**
 * The unreduced losses, in nats, of logits and targets of any one shape, both flattened alike.
 * @param targets in [0, 1], hard or soft, or `ignoreIndex`
 * @returns one loss an element
 * @throws RangeError for parameters out of range, lengths that differ, or a target outside [0, 1]
 */
export function binaryLosses(
  logits: ArrayLike<number>,
  targets: ArrayLike<number>,
  loss: BinaryLoss,
  options: BinaryTargetOptions = {},
): Float64Array {
  return mapElements(logits, targets, options, lossFunction(loss));
}

/** The derivative of each of the unreduced losses by its logit; everything else as `binaryLosses`. */
export function binaryGradients(
  logits: ArrayLike<number>,
  targets: ArrayLike<number>,
  loss: BinaryLoss,
  options: BinaryTargetOptions = {},
): Float64Array {
  return mapElements(logits, targets, options, gradientFunction(loss));
}

/** The divisors of the reductions. Positives are counted before any smoothing. */
export function countBinaryTargets(
  targets: ArrayLike<number>,
  ignoreIndex: number | null = null,
): ReductionCounts {
  let positives = 0;
  let ignored = 0;
  for (let index = 0; index < targets.length; index++) {
    const target = targets[index] ?? Number.NaN;
    if (target === ignoreIndex) {
      ignored++;
    } else if (target >= 0.5) {
      positives++;
    }
  }
  return { elements: targets.length, positives, takingPart: targets.length - ignored };
}

type ElementFunction = (logit: number, target: number) => number;

function lossFunction(loss: BinaryLoss): ElementFunction {
  const parameters = withinDefinition(loss);
  const kind = kindOf(loss.kind);
  return (logit, target) => kind.loss(logit, target, parameters);
}

function gradientFunction(loss: BinaryLoss): ElementFunction {
  const parameters = withinDefinition(loss);
  const kind = kindOf(loss.kind);
  return (logit, target) => kind.gradient(logit, target, parameters);
}

/** All parameters, those of the loss checked. */
function withinDefinition(loss: BinaryLoss): CurveParameters {
  const parameters = { ...INITIAL_VALUES, ...loss };
  requireAlpha(parameters.alpha);
  requireGamma(parameters.gamma);
  if (loss.kind === 'focalStar') {
    requireFocalStarParameters(parameters);
  }
  return parameters;
}

function mapElements(
  logits: ArrayLike<number>,
  targets: ArrayLike<number>,
  { ignoreIndex = null, labelSmoothing = 0 }: BinaryTargetOptions,
  valueAt: ElementFunction,
): Float64Array {
  requireLabelSmoothing(labelSmoothing);
  requireSameLength(targets.length, logits.length);
  const values = new Float64Array(logits.length);
  for (let index = 0; index < logits.length; index++) {
    const target = targets[index] ?? Number.NaN;
    if (target === ignoreIndex) {
      continue;
    }
    if (!(target >= 0 && target <= 1)) {
      throw new RangeError(`targets[${index}] is ${target}; a binary target is between 0 and 1.`);
    }
    values[index] = valueAt(logits[index] ?? Number.NaN, smoothedTarget(target, labelSmoothing));
  }
  return values;
}
