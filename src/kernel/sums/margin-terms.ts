import { focalStarOf, power } from '../../numerics/margin-losses';
import { sigmoid, softplus } from '../../numerics/stable';

/** The losses of an element with a hard target, all without α; FL* is NaN for γ = 0. */
export interface MarginTerms {
  readonly crossEntropy: number;
  readonly focal: number;
  readonly focalStar: number;
  /** |dFL/dx|. */
  readonly gradient: number;
  /** p_t. */
  readonly probability: number;
  /** 1 − p_t, computed without a subtraction. */
  readonly missing: number;
}

/** @param margin x_t */
export function termsAt(margin: number, gamma: number): MarginTerms {
  const probability = sigmoid(margin);
  const missing = sigmoid(-margin);
  const crossEntropy = softplus(-margin);
  const modulating = power(missing, gamma);
  return {
    crossEntropy,
    focal: modulating * crossEntropy,
    focalStar: focalStarOf(margin, gamma),
    gradient: modulating * (gamma * probability * crossEntropy + missing),
    probability,
    missing,
  };
}
