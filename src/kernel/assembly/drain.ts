import { COUNT_SHIFT } from '../cell-layout';
import { MOMENTS, MOMENTS_BYTES, SECOND_HALF } from '../memory-map';

/** Bytes of a row that `drainCells` writes: count, Σ offset, Σ offset² as float64 in two parts, key; see CellMoments. */
const ROW: usize = 40;

/**
 * Writes a row for each filled cell, ascending by key, and empties the cells.
 * @param rows where to; null to count only
 * @returns how many rows
 */
export function drainCells(rows: usize): i32 {
  let filled = 0;
  for (let cell: usize = 0; cell < <usize>MOMENTS_BYTES; cell += 16) {
    // A count is in the upper bits of the first word: a filled cell's is never zero.
    const first = load<u64>(cell, MOMENTS);
    const second = load<u64>(cell, MOMENTS + SECOND_HALF);
    if ((first | second) === 0) continue;
    const key = <i32>(cell >>> 3);
    if (first !== 0) {
      if (rows !== 0) writeRow(rows + ROW * filled, cell + MOMENTS, key);
      filled++;
    }
    if (second !== 0) {
      if (rows !== 0) writeRow(rows + ROW * filled, cell + MOMENTS + SECOND_HALF, key + 1);
      filled++;
    }
  }
  return filled;
}

function writeRow(row: usize, cell: usize, key: i32): void {
  const first = load<u64>(cell);
  store<f64>(row, <f64>(first >>> COUNT_SHIFT));
  store<f64>(row + 8, <f64>(first & (((<u64>1) << COUNT_SHIFT) - 1)));
  store<f64>(row + 16, <f64>load<u32>(cell + 8));
  store<f64>(row + 24, <f64>load<u32>(cell + 12));
  store<f64>(row + 32, <f64>key);
  v128.store(cell, i64x2.splat(0));
}
