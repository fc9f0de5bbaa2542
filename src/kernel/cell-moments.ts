import { CELLS } from './cell-layout';
import { placeOfCell } from './cell-splits';
import type { KernelInstance } from './kernel-instance';

/**
 * What is known of the filled cells, ascending by key: rows of five numbers. All are whole
 * numbers below 2^53, so that adding them is exact in any order.
 */
export type CellMoments = Float64Array;

/** Count, Σ offset, Σ offset² (the lower and the upper 32 bits of its parts summed by themselves), key. */
const ROW = 5;
/** Place of the key in a row: 2 · (place of the cell in the kernel's table) + 1 for the second half of a split cell. */
const KEY = 4;

/** Takes the cells out of the kernel, which is left with empty ones. */
export function takeMoments(kernel: KernelInstance): CellMoments {
  const length = ROW * kernel.exports.drainCells(0);
  const rows = kernel.reserveForNow(8 * length);
  kernel.exports.drainCells(rows);
  return new Float64Array(kernel.memory, rows, length).slice();
}

/** The moments of both parts together. */
export function addMoments(one: CellMoments, other: CellMoments): CellMoments {
  const sum = new Float64Array(one.length + other.length);
  let [left, right, to] = [0, 0, 0];
  const keyOf = (rows: CellMoments, at: number) => rows[at + KEY] ?? Number.POSITIVE_INFINITY;
  while (left < one.length || right < other.length) {
    const [leftKey, rightKey] = [keyOf(one, left), keyOf(other, right)];
    const key = Math.min(leftKey, rightKey);
    for (const [rows, at] of [
      [one, leftKey === key ? left : one.length],
      [other, rightKey === key ? right : other.length],
    ] as const) {
      for (let column = 0; column < KEY; column++) {
        sum[to + column] = (sum[to + column] ?? 0) + (rows[at + column] ?? 0);
      }
    }
    sum[to + KEY] = key;
    if (leftKey === key) left += ROW;
    if (rightKey === key) right += ROW;
    to += ROW;
  }
  return sum.slice(0, to);
}

/** Group of the elements that have a logit but no loss. */
export const WITHOUT_LOSS = 2;

/** The elements of one cell, or of one half of a split cell. */
export interface CellPoint {
  /** Negatives (0), positives (1), or `WITHOUT_LOSS`. */
  readonly group: number;
  readonly count: number;
  /** Of the margins x_t; of the logits where there is no loss. */
  readonly mean: number;
  readonly variance: number;
  readonly squares: number;
}

/** What the moments say, cell by cell. */
export function* cellPoints(moments: CellMoments): Generator<CellPoint> {
  for (let at = 0; at < moments.length; at += ROW) {
    const count = moments[at] ?? 0;
    const sum = moments[at + 1] ?? 0;
    const squareSum = (moments[at + 3] ?? 0) * 2 ** 32 + (moments[at + 2] ?? 0);
    const place = Math.floor((moments[at + KEY] ?? 0) / 2);
    const { low, unit } = placeOfCell(place % CELLS);
    const offset = (sum / count) * unit;
    const square = (squareSum / count) * unit * unit;
    const isBelowZero = Math.floor(place / CELLS) % 2 === 1;
    yield {
      group: Math.floor(place / CELLS / 2),
      count,
      mean: isBelowZero ? -low - offset : low + offset,
      variance: Math.max(0, square - offset * offset),
      squares: count * (low * low + 2 * low * offset + square),
    };
  }
}
