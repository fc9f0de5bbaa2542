// Compiled twice, as cell-layout.ts is: the arrays of float64 in which a softmax run gathers a job, one after another.

// One entry a channel, padded to a multiple of four: of the logits.
export const MINIMA = 0;
export const MAXIMA = 1;
export const SUMS = 2;
export const SQUARES = 3;
export const LOGIT_COUNTS = 4;
// One entry a class, likewise padded: of the examples whose target it is. Losses without α.
export const COUNTS = 5;
export const CROSS_ENTROPY = 6;
export const FOCAL = 7;
export const FOCAL_STAR = 8;
export const GRADIENT = 9;
// Bins of p_t, negatives first. Balanced cross-entropy, focal loss and gradient with α.
export const BIN_COUNTS = 10;
export const BIN_CROSS_ENTROPY = 11;
export const BIN_BALANCED = 12;
export const BIN_FOCAL = 13;
export const BIN_GRADIENT = 14;
/** Counts, Σ confidence, Σ outcome, of each bin. */
export const RELIABILITY = 15;
/** Bins of the logits: one below, 256 of half a unit, two above. */
export const VALUE_BINS = 16;
/** Ignored rows, then of the logits: saturated, beyond float16, NaN, +Infinity, −Infinity. */
export const TALLIES = 17;
/** Cross-entropy, slope and curvature, at each temperature. */
export const TEMPERATURES = 18;
/** As RELIABILITY, for each temperature. */
export const TEMPERATURE_RELIABILITY = 19;
export const SEGMENTS = 20;

export const PROBABILITY_BINS = 100;
export const RELIABILITY_BINS = 15;
export const VALUE_BIN_COUNT = 259;
export const TALLY_COUNT = 6;
export const TEMPERATURE_POINTS = 21;
