import { focalStarOf, power } from '../check/statistics/terms';

/** The losses of an element with a hard target, all without α; FL* is NaN for γ = 0. */
export interface MarginTerms {
  readonly crossEntropy: number;
  readonly focal: number;
  readonly focalStar: number;
  /** |dFL/dx|. */
  readonly gradient: number;
  /** p_t. */
  readonly probability: number;
  /** 1 − p_t, not from a subtraction. */
  readonly missing: number;
}

/** @param margin x_t */
export function termsAt(margin: number, gamma: number): MarginTerms {
  const decay = Math.exp(-Math.abs(margin));
  const large = 1 / (1 + decay);
  const small = decay * large;
  const probability = margin >= 0 ? large : small;
  const missing = margin >= 0 ? small : large;
  const crossEntropy = Math.log1p(decay) + Math.max(0, -margin);
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

/**
 * The mean terms of elements whose margins have this mean and variance: those of two elements that have them. What
 * is left out is of third order in the width of the elements' spread, and vanishes where they lie evenly.
 */
export function meanTerms(mean: number, variance: number, gamma: number): MarginTerms {
  if (variance === 0) return termsAt(mean, gamma);
  const deviation = Math.sqrt(variance);
  const low = termsAt(mean - deviation, gamma);
  const high = termsAt(mean + deviation, gamma);
  return {
    crossEntropy: (low.crossEntropy + high.crossEntropy) / 2,
    focal: (low.focal + high.focal) / 2,
    focalStar: (low.focalStar + high.focalStar) / 2,
    gradient: (low.gradient + high.gradient) / 2,
    probability: (low.probability + high.probability) / 2,
    missing: (low.missing + high.missing) / 2,
  };
}
