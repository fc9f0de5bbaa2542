import { modulatingFactor, softplus } from '../numerics/stable';
import {
  alphaBalancedCrossEntropy,
  alphaBalancedCrossEntropyGradient,
  crossEntropy,
  crossEntropyGradient,
  focalLoss,
  focalLossGradient,
  focalLossStar,
  focalLossStarGradient,
} from './binary';
import { smoothedTarget } from './label-smoothing';

export { logitOfProbability } from '../numerics/stable';

export type CurveKind =
  | 'crossEntropy'
  | 'alphaBalancedCrossEntropy'
  | 'focal'
  | 'focalStar'
  | 'labelSmoothedCrossEntropy';

export interface CurveParameters {
  readonly kind: CurveKind;
  /** Weight of the positive class, which the curve shows; null for none. Used by α-balanced CE and FL. */
  readonly alpha: number | null;
  /** γ ≥ 0 of FL, γ > 0 of FL*. */
  readonly gamma: number;
  /** β of FL*. */
  readonly beta: number;
  /** ε of label-smoothed CE, in [0, 1]: the true class's target is 1 − ε / 2. */
  readonly labelSmoothing: number;
}

export type Quantity = 'loss' | 'gradientMagnitude' | 'modulatingFactor' | 'ratioToCrossEntropy';

/**
 * A loss as a function of x_t, the signed logit of one example's true class (p_t = σ(x_t)); the example is a
 * positive. x_t of ±Infinity gives the limits for p_t → 0 and 1. `modulatingFactor` is (1 − p_t)^γ for FL and 1 for
 * losses without one. FL* has no such factor; with γ = 0 it does not exist. Both give NaN.
 */
export function curveValue(parameters: CurveParameters, quantity: Quantity, trueClassLogit: number): number {
  switch (quantity) {
    case 'loss':
      return lossAt(parameters, trueClassLogit);
    case 'gradientMagnitude':
      return Math.abs(gradientAt(parameters, trueClassLogit));
    case 'modulatingFactor':
      return modulatingFactorAt(parameters, trueClassLogit);
    case 'ratioToCrossEntropy':
      return ratioAt(parameters, trueClassLogit);
  }
}

function lossAt({ kind, alpha, gamma, beta, labelSmoothing }: CurveParameters, x: number): number {
  switch (kind) {
    case 'crossEntropy':
      return crossEntropy(x, 1);
    case 'alphaBalancedCrossEntropy':
      return alphaBalancedCrossEntropy(x, 1, alpha);
    case 'focal':
      return focalLoss(x, 1, { alpha, gamma });
    case 'focalStar':
      return gamma === 0 ? Number.NaN : focalLossStar(x, 1, gamma, beta);
    case 'labelSmoothedCrossEntropy':
      return crossEntropy(x, smoothedTarget(1, labelSmoothing));
  }
}

function gradientAt({ kind, alpha, gamma, beta, labelSmoothing }: CurveParameters, x: number): number {
  switch (kind) {
    case 'crossEntropy':
      return crossEntropyGradient(x, 1);
    case 'alphaBalancedCrossEntropy':
      return alphaBalancedCrossEntropyGradient(x, 1, alpha);
    case 'focal':
      return focalLossGradient(x, 1, { alpha, gamma });
    case 'focalStar':
      return gamma === 0 ? Number.NaN : focalLossStarGradient(x, 1, gamma, beta);
    case 'labelSmoothedCrossEntropy':
      return crossEntropyGradient(x, smoothedTarget(1, labelSmoothing));
  }
}

function modulatingFactorAt({ kind, gamma }: CurveParameters, x: number): number {
  if (kind === 'focal') {
    return modulatingFactor(x, gamma);
  }
  return kind === 'focalStar' ? Number.NaN : 1;
}

/** Ratio to cross-entropy in closed form, which exists also where both losses underflow or are infinite. */
function ratioAt({ kind, alpha, gamma, beta, labelSmoothing }: CurveParameters, x: number): number {
  switch (kind) {
    case 'crossEntropy':
      return 1;
    case 'alphaBalancedCrossEntropy':
      return alpha ?? 1;
    case 'focal':
      return (alpha ?? 1) * modulatingFactor(x, gamma);
    case 'focalStar':
      return gamma === 0 ? Number.NaN : focalStarRatio(x, gamma, beta);
    case 'labelSmoothedCrossEntropy':
      return labelSmoothedRatio(x, labelSmoothing / 2);
  }
}

/** From here on log(1 + e^(−x)) is e^(−x) to the last digit of a float64. */
const TAIL = 40;

function focalStarRatio(x: number, gamma: number, beta: number): number {
  if (x === Number.NEGATIVE_INFINITY) {
    return 1;
  }
  if (Math.min(x, gamma * x + beta) < TAIL) {
    return focalLossStar(x, 1, gamma, beta) / crossEntropy(x, 1);
  }
  const exponent = gamma === 1 ? 0 : (1 - gamma) * x;
  return Math.exp(exponent - beta) / gamma;
}

/** 1 − s + s softplus(x) / softplus(−x); s is the target's share of the other class. */
function labelSmoothedRatio(x: number, share: number): number {
  return share === 0 ? 1 : 1 - share + share * (softplus(x) / softplus(-x));
}
