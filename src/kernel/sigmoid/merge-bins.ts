import type { KernelInstance } from '../kernel-instance';

/**
 * The filled float bins, with the narrowest merged, as rows of five numbers, ascending by key. All numbers are whole and below
 * 2^53 (for 2^35 elements), so that their addition is exact in any order.
 */
export type BinRows = Float64Array;

/**
 * Numbers per row: count, Σ offset, Σ offset² (sums of the lower and of the upper 32 bits), key. The key is 2 · (index of the
 * float bin in the kernel's table), plus 1 for the second half of an edge bin.
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
