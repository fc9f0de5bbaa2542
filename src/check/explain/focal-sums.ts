import { modulatingFactor, softplus } from '../../numerics/stable';
import type { Elements, Side } from './elements';

/** A sum over the positives and one over the negatives. */
export interface SideSums {
  readonly positive: number;
  readonly negative: number;
}

/** The sums that make up a focal loss without α. */
export interface FocalSums {
  /** Σ −log p_t. */
  readonly crossEntropy: SideSums;
  /** Σ (1 − p_t)^γ. */
  readonly modulation: SideSums;
  /** Σ −(1 − p_t)^γ log p_t. */
  readonly modulated: SideSums;
}

/** Sums the parts of the focal loss over elements. */
export function focalSums(elements: Elements, gamma: number): FocalSums {
  return {
    crossEntropy: ofSides(elements, (margin) => softplus(-margin)),
    modulation: ofSides(elements, (margin) => modulatingFactor(margin, gamma)),
    modulated: modulatedSums(elements, gamma),
  };
}

/** Σ −(1 − p_t)^γ log p_t over elements. */
export function modulatedSums(elements: Elements, gamma: number): SideSums {
  return ofSides(elements, (margin) => modulatingFactor(margin, gamma) * softplus(-margin));
}

function ofSides({ positives, negatives }: Elements, of: (margin: number) => number): SideSums {
  return { positive: sumOver(positives, of), negative: sumOver(negatives, of) };
}

/** The sum of both sides, each times its weight. */
export function weighed({ positive, negative }: SideSums, weights: SideSums): number {
  return weights.positive * positive + weights.negative * negative;
}

/** The sum of a function of x_t over a side. */
function sumOver({ logits, counts, target }: Side, of: (margin: number) => number): number {
  let sum = 0;
  for (let at = 0; at < logits.length; at++) {
    const logit = logits[at] ?? 0;
    sum += (counts[at] ?? 0) * of(target === 1 ? logit : -logit);
  }
  return sum;
}
