// Compiled twice, as cell-layout.ts is: the float64 in which a job gathers what rows of a softmax are compared with.

/** A weighted cross-entropy of a negative or a positive must be larger to be told to the host, which keeps the hardest. */
export const HARDEST_LIMITS = 0;
/** Σg², Σf², Σgf. */
export const GRADIENT_SUMS = 2;
/** Losses that were compared, but for those that the host was asked for; and those of them that are not focal, … */
export const COMPARED = 5;
export const NOT_FOCAL = 6;
export const NOT_WITHOUT_WEIGHT = 7;
export const NOT_WITHOUT_ALPHA = 8;
export const NOT_BALANCED = 9;
export const NOT_CROSS_ENTROPY = 10;
/** The largest difference that the host found so far, or −1 before its first. */
export const LARGEST_DIFFERENCE = 11;
export const ROW_TOTALS = 12;

/** Histograms of x_t, of negatives and of positives: how much each row weighs. */
export const SHARE_HISTOGRAMS = 2;
