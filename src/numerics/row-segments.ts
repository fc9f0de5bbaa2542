// Compiled twice, as float-bin-layout.ts is: the arrays of float64 in which a job on rows of several channels gathers, one
// after another.

// Statistics of the logits, one entry per channel, padded to a multiple of four.
export const MINIMA = 0;
export const MAXIMA = 1;
export const SUMS = 2;
export const SQUARES = 3;
export const LOGIT_COUNTS = 4;
// Losses without α, one entry per class, padded too: of the examples with this target (softmax), of the positives (sigmoid).
export const COUNTS = 5;
export const CROSS_ENTROPY = 6;
export const FOCAL = 7;
export const FOCAL_STAR = 8;
export const GRADIENT = 9;
// The same five entries for the negatives of a sigmoid.
export const NEGATIVE_COUNTS = 10;
export const NEGATIVE_CROSS_ENTROPY = 11;
export const NEGATIVE_FOCAL = 12;
export const NEGATIVE_FOCAL_STAR = 13;
export const NEGATIVE_GRADIENT = 14;
// Examples of a softmax by their target class: those that have it in the first place, and those that have it among the first.
export const RIGHT = 15;
export const AMONG_FIRST = 16;
/** Examples of a softmax by the class in the first place. */
export const PREDICTED = 17;
// Bins of p_t, negatives first. With α: balanced cross-entropy, focal loss and gradient. Multi-label rows fill only these
// three, and only with one α per channel.
export const BIN_COUNTS = 18;
export const BIN_CROSS_ENTROPY = 19;
export const BIN_BALANCED = 20;
export const BIN_FOCAL = 21;
export const BIN_GRADIENT = 22;
/** Counts, Σ confidence and Σ outcome of each bin; not for multi-label rows. */
export const RELIABILITY = 23;
/** One bin below, the bins of the report (256 of half a unit for logits, 100 for probabilities), and one above. */
export const VALUE_BINS = 24;
/**
 * Counts: elements without a loss (from float bins) or ignored ones (of a softmax); then values that are saturated, beyond
 * float16, NaN, +Infinity and −Infinity.
 */
export const ODD_VALUES = 25;
/** Examples of a softmax by the place of their target class; one more entry for all further places. */
export const PLACES = 26;
export const SEGMENTS = 27;

export const PROBABILITY_BINS = 100;
export const RELIABILITY_BINS = 15;
/** The places of the target class among the classes that are told apart. */
export const COUNTED_PLACES = 5;
const VALUE_BIN_COUNT = 258;
const ODD_VALUE_COUNT = 6;

/**
 * Entries of an array.
 * @param padded channels, rounded up to a multiple of four
 */
export function segmentLength(index: number, padded: number): number {
  if (index < BIN_COUNTS) {
    return padded;
  }
  if (index < RELIABILITY) {
    return 2 * PROBABILITY_BINS;
  }
  if (index === RELIABILITY) {
    return 3 * RELIABILITY_BINS;
  }
  if (index === VALUE_BINS) {
    return VALUE_BIN_COUNT;
  }
  if (index === ODD_VALUES) {
    return ODD_VALUE_COUNT;
  }
  if (index === PLACES) {
    return COUNTED_PLACES + 1;
  }
  return 0;
}
