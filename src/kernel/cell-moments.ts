/**
 * What is known of the filled cells, the narrowest of them merged, ascending by key: rows of five numbers. All are whole
 * numbers below 2^53 (for 2^35 elements), so that adding them is exact in any order.
 */
export type CellMoments = Float64Array;

/** Count, Σ offset, Σ offset² (the lower and the upper 32 bits of its parts summed by themselves), key. */
export const ROW = 5;
/** Place of the key in a row: 2 · (place of the cell in the kernel's table) + 1 for the second half of a split cell. */
const KEY = 4;

/** The moments of both parts together. */
export function addMoments(one: CellMoments, other: CellMoments): CellMoments {
  const sum = new Float64Array(one.length + other.length);
  let left = 0;
  let right = 0;
  let to = 0;
  while (left < one.length || right < other.length) {
    const leftKey = one[left + KEY] ?? Number.POSITIVE_INFINITY;
    const rightKey = other[right + KEY] ?? Number.POSITIVE_INFINITY;
    sum[to + KEY] = Math.min(leftKey, rightKey);
    if (leftKey <= rightKey) {
      addRow(sum, to, one, left);
      left += ROW;
    }
    if (rightKey <= leftKey) {
      addRow(sum, to, other, right);
      right += ROW;
    }
    to += ROW;
  }
  return sum.slice(0, to);
}

function addRow(sum: CellMoments, to: number, rows: CellMoments, from: number): void {
  for (let column = 0; column < KEY; column++) {
    sum[to + column] = (sum[to + column] ?? 0) + (rows[from + column] ?? 0);
  }
}
