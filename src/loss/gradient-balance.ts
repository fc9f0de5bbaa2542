import { logitOfProbability } from '../numerics/stable';
import { focalLossGradient } from './binary';

/** |dFL/dx| of an element without α, from the signed logit x_t of its true class (Lin et al. 2017, appendix B). */
export function gradientSize(trueClassLogit: number, gamma: number): number {
  return Math.abs(focalLossGradient(trueClassLogit, 1, { alpha: null, gamma }));
}

/** The α at which α · positives = (1 − α) · negatives; NaN where both are zero. */
export function balancedAlpha(positives: number, negatives: number): number {
  return negatives / (positives + negatives);
}

/**
 * The α at which positives and negatives carry half of the gradient each where every score is the share of positives, as
 * after a start with the paper's bias.
 * @param prior share of positives, in (0, 1)
 */
export function balancedAlphaAtPrior(prior: number, gamma: number): number {
  const logit = logitOfProbability(prior);
  return balancedAlpha(prior * gradientSize(logit, gamma), (1 - prior) * gradientSize(-logit, gamma));
}
