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
import { modulatingFactor } from './stable';

export { logitOfProbability } from './stable';

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
 * A loss as a function of one example's x_t, the signed logit of its true class (p_t = σ(x_t)); the example is a
 * positive. `modulatingFactor` is (1 − p_t)^γ for FL and 1 for losses without one. FL* has no such factor; with γ = 0
 * it does not exist. Both give NaN.
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
      return crossEntropy(x, 1 - labelSmoothing / 2);
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
      return crossEntropyGradient(x, 1 - labelSmoothing / 2);
  }
}

function modulatingFactorAt({ kind, gamma }: CurveParameters, x: number): number {
  if (kind === 'focal') return modulatingFactor(x, gamma);
  return kind === 'focalStar' ? Number.NaN : 1;
}

function ratioAt(parameters: CurveParameters, x: number): number {
  const { kind, alpha, gamma } = parameters;
  // Where both losses underflow their ratio is still known in closed form.
  if (kind === 'crossEntropy') return 1;
  if (kind === 'alphaBalancedCrossEntropy') return alpha ?? 1;
  if (kind === 'focal') return (alpha ?? 1) * modulatingFactor(x, gamma);
  return lossAt(parameters, x) / crossEntropy(x, 1);
}
