import type { KernelInstance } from '../kernel-instance';

/**
 * What is known of the filled cells, the narrowest of them merged, ascending by key: rows of five numbers. All are whole
 * numbers below 2^53 (for 2^35 elements), so that adding them is exact in any order.
 */
export type BinRows = Float64Array;

/**
 * Count, Σ offset, Σ offset² (the lower and the upper 32 bits of its parts summed by themselves), key. That is 2 · (place of
 * the cell in the kernel's table) + 1 for the second half of a split cell.
 */
export const ROW = 5;

/** The moments of both parts together. */
export function addMoments(kernel: KernelInstance, one: BinRows, other: BinRows): BinRows {
  const first = kernel.scratch(16 * (one.length + other.length));
  const second = first + 8 * one.length;
  const sum = second + 8 * other.length;
  new Float64Array(kernel.memory, first, one.length).set(one);
  new Float64Array(kernel.memory, second, other.length).set(other);
  const rows = kernel.exports.addMoments(first, one.length / ROW, second, other.length / ROW, sum);
  return new Float64Array(kernel.memory, sum, ROW * rows).slice();
}
