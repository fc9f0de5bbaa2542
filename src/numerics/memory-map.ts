// Compiled twice, as float-bin-layout.ts is: where things lie in the kernel's memory, in bytes. Below is AssemblyScript's own.

/** One 16-bit offset per float bin: elements at or above it are counted in the float bin's second half. */
export const EDGE_OFFSETS = 0x10000;
/** One bit per float bin, set for an edge bin. All bits fit into the first cache, and the offsets do not. */
export const EDGE_BIN_FLAGS = 0x30000;
/** Smallest and largest logit in float bins, one float32 in each of four lanes. */
export const EXTREMA = 0x40000;
/** Two lists (negatives, positives): length, pad, then order, index, target and x_t of each element as float64. */
export const HARDEST = 0x41000;
export const HARDEST_LIST_BYTES = 0x400;
/** uint32 counters of pairs of value bins, 128 × 128, as logit-statistics.as.ts counts them. */
export const BIN_PAIRS = 0x50000;
/** Buffers of a kernel without float bins, laid out by the passes. */
export const BUFFERS_WITHOUT_FLOAT_BINS = 0x60000;
/** Float bins: three classes, two signs, 16 bytes each. */
export const MOMENTS = 0x100000;
/** From a float bin to its second half. */
export const SECOND_HALF = 0x800000;
/** Buffers of a kernel with float bins. */
export const BUFFERS = 0x1000000;
