// Compiled twice, as cell-layout.ts is: the kernel's histograms of x_t of the rows of a softmax, for negatives and, behind
// it, for positives. What is known of a bin is whole numbers, so no order of adding them changes a bit.

/** A bin has a count, Σ distance and Σ distance², int64 each: 2^34 rows in one overflow none of them. */
export const MARGIN_BIN_BYTES = 24;
/** Of which a bin is as wide as so many: in them the distance from its centre is rounded. */
export const MARGIN_UNITS = 32_768;
