// Compiled twice: by TypeScript and, as part of the kernel, by AssemblyScript. It contains only numbers, without types.
//
// Margins x_t are sorted into float bins by the bits of |x_t| as a float32. The exponent and the upper ten bits of the mantissa
// select the bin, so that a bin spans a thousandth of its octave. The lower thirteen bits are the offset in the bin. Float bins
// are finer than the bins of the report's histograms and nest in them. A float bin keeps count, Σ offset and Σ offset² as whole
// numbers, so that neither the order of addition nor the number of workers changes a bit.

/** Exponent at which the first float bin starts. |x_t| in it and below counts as zero. */
export const LOWEST_EXPONENT = -30;
/** Octaves of float bins: up to |x_t| < 2^14. */
export const OCTAVES = 44;
export const BINS_PER_OCTAVE = 1024;
/** Bits of the mantissa below those that name the float bin. */
export const OFFSET_BITS = 13;

// The key of an element, 32 bits: offset (13), float bin (16), sign of x_t (1), class (2).

export const SIGN_BIT = 29;
export const CLASS_BIT = 30;
/** Float bins of one sign and one class. */
export const FLOAT_BINS = 65536;
/** Number of classes: negatives (0), positives (1), elements without a loss (2). */
export const CLASSES = 3;
/** The class of elements that have a logit but no loss. */
export const WITHOUT_LOSS = 2;

// An element of a float bin adds 2^38 + offset to its first 64 bits and offset² to the second.

export const COUNT_SHIFT = 38;
/** Most elements in one float bin: more would overflow its sums. */
export const MOST_ELEMENTS = 33554432;
/** An offset that no element reaches: no edge runs through the float bin. */
export const NO_EDGE = 8192;
