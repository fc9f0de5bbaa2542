import { logitOfProbability } from '../../numerics/stable';

/** Probabilities closer to 0 or 1 count as this close: float32 rounds them to it. */
const LEAST_PROBABILITY = 1e-7;

/** The logit of a probability, finite also at 0 and 1, and beyond them. */
export function clampedLogit(probability: number): number {
  return logitOfProbability(Math.min(1 - LEAST_PROBABILITY, Math.max(LEAST_PROBABILITY, probability)));
}
