// Compiled twice: by TypeScript and, as part of the kernel, by AssemblyScript. So these are bare numbers without types.
//
// Margins x_t are sorted into cells by the bits of |x_t| as a float32: exponent and the upper ten bits of the mantissa
// name the cell, so a cell spans a thousandth of its octave, and the thirteen bits below are the offset in it. Cells are
// finer than the bins of the report's histograms and nest in them. What is known of a cell (count, Σ offset, Σ offset²)
// is whole numbers, so no order of adding them and no number of workers changes a bit.

/** |x_t| in the first cell, which starts here, and below it is taken for zero. */
export const LOWEST_EXPONENT = -30;
/** Octaves of cells: up to |x_t| < 2^14. */
export const OCTAVES = 44;
export const CELLS_PER_OCTAVE = 1024;
/** Bits of the mantissa below those that name the cell. */
export const OFFSET_BITS = 13;

// The key of an element, 32 bits: offset (13), cell (16), sign of x_t (1), class (2).

export const SIGN_BIT = 29;
export const CLASS_BIT = 30;
/** Cells of one sign and one class. */
export const CELLS = 65536;
/** Negatives (0), positives (1), and these. */
export const CLASSES = 3;
/** The class of elements that have a logit but no loss. */
export const WITHOUT_LOSS = 2;

// An element of a cell adds 2^38 + offset to its first 64 bits and offset² to the second.

export const COUNT_SHIFT = 38;
/** More elements than these in one cell would overflow its sums. */
export const MOST_ELEMENTS = 33554432;
/** An offset that no element reaches: the cell is not split. */
export const UNSPLIT = 8192;
