// Compiled twice: by TypeScript and, as part of the kernel, by AssemblyScript. It contains only numbers, without types.
//
// Margins x_t are sorted into cells by the bits of |x_t| as a float32. The exponent and the upper ten bits of the mantissa
// select the cell, so that a cell spans a thousandth of its octave. The lower thirteen bits are the offset in the cell.
// Cells are finer than the bins of the report's histograms and nest in them. A cell keeps count, Σ offset and Σ offset² as
// whole numbers, so that neither the order of addition nor the number of workers changes a bit.

/** Exponent at which the first cell starts. |x_t| in the first cell and below counts as zero. */
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
/** Number of classes: negatives (0), positives (1), elements without a loss (2). */
export const CLASSES = 3;
/** The class of elements that have a logit but no loss. */
export const WITHOUT_LOSS = 2;

// An element of a cell adds 2^38 + offset to its first 64 bits and offset² to the second.

export const COUNT_SHIFT = 38;
/** Most elements in one cell: more would overflow its sums. */
export const MOST_ELEMENTS = 33554432;
/** An offset that no element reaches: the cell is not split. */
export const UNSPLIT = 8192;
