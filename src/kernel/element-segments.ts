// Compiled twice, as cell-layout.ts is: the arrays of float64 in which a batch of elements of a sigmoid gathers, one after
// another, each of an even length.

import { PROBABILITY_BINS, RELIABILITY_BINS } from './row-segments';

/** Of the values: below the bins, above them, saturated, beyond float16, NaN, +Infinity, −Infinity. */
export const VALUE_TALLIES = 0;
export const VALUE_BINS = 1;
// One entry a channel: of the values.
export const VALUE_COUNTS = 2;
export const MINIMA = 3;
export const MAXIMA = 4;
export const VALUE_SUMS = 5;
export const VALUE_SQUARES = 6;
/** Of each bin of p_t, negatives first: count, cross-entropy, with α, focal loss, size of the gradient, FL*. */
export const BINS = 7;
/** The same of entry 2 · channel + (1 for positives, 0 for negatives), unless there is one channel only. */
export const GROUPS = 8;
/** Of each bin of the confidence: count, Σ confidence, Σ outcome and nothing. */
export const RELIABILITY = 9;
/** Ignored, positives of them without weight, weights that are not finite. */
export const LEFT_OUT = 10;
/** Σg², Σf², Σgf. */
export const GRADIENT_AGREEMENT = 11;
/**
 * Compared; those that disagree with the focal loss, with it without weight and without α, and with the cross-entropy with α
 * and without; the largest difference from the focal loss; of the first that differs: 1 if there is one, its index, the loss
 * given and the one expected.
 */
export const LOSS_AGREEMENT = 12;
/** Of negatives, then of positives: length; index, target, p_t and cross-entropy of each, the hardest first. */
export const HARDEST = 13;
// Written by the host: α of each channel.
export const POSITIVE_ALPHAS = 14;
export const NEGATIVE_ALPHAS = 15;
export const ELEMENT_SEGMENTS = 16;

// Histograms of x_t. Of each of these pairs the negatives' comes first.
export const MARGINS = 0;
/** By share and weight: what belongs to the class whose side it is, and of soft targets what belongs to the other one. */
export const SHARES = 2;
export const OTHER_SHARES = 4;
/** The same by cross-entropy, where there are soft targets. */
export const MODULATED = 6;
export const OTHER_MODULATED = 8;
export const HISTOGRAMS = 10;

export const HARDEST_ENTRIES = 81;
const VALUE_BIN_COUNT = 256;

/** Entries of what is kept of a bin of p_t, and of one of the confidence. */
export const RECORD_ENTRIES = 6;
export const RELIABILITY_ENTRIES = 4;

/**
 * Entries of an array.
 * @param padded channels, rounded up to an even number
 */
export function elementSegmentLength(index: number, padded: number): number {
  if (index === VALUE_TALLIES) {
    return 8;
  }
  if (index === VALUE_BINS) {
    return VALUE_BIN_COUNT;
  }
  if (index < BINS) {
    return padded;
  }
  if (index === BINS) {
    return 2 * PROBABILITY_BINS * RECORD_ENTRIES;
  }
  if (index === GROUPS) {
    return 2 * padded * RECORD_ENTRIES;
  }
  if (index === RELIABILITY) {
    return RELIABILITY_BINS * RELIABILITY_ENTRIES;
  }
  if (index < LOSS_AGREEMENT) {
    return 4;
  }
  if (index === LOSS_AGREEMENT) {
    return 12;
  }
  if (index === HARDEST) {
    return 2 * HARDEST_ENTRIES;
  }
  if (index < ELEMENT_SEGMENTS) {
    return padded;
  }
  return 0;
}
