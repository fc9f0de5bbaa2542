import { CELLS } from './cell-layout';
import { type CellMoments, KEY, ROW } from './cell-moments';
import { cellSplits, lowerEdgeOf, unitOf } from './cell-splits';
import { widthExponentFor } from './point-width';

/** Group of the elements that have a logit but no loss. */
export const WITHOUT_LOSS = 2;

/** Elements between two edges of the report's histograms, close to each other. */
export interface CellPoint {
  /** Negatives (0), positives (1), or `WITHOUT_LOSS`. */
  readonly group: number;
  readonly count: number;
  /** Of the margins x_t; of the logits where there is no loss. */
  readonly mean: number;
  readonly variance: number;
  readonly squares: number;
}

/** What the moments say, in the order of the cells. */
export function cellPoints(moments: CellMoments, gamma: number): CellPoint[] {
  const width = 2 ** widthExponentFor(gamma);
  const splits = cellSplits();
  const points: CellPoint[] = [];
  let open: OpenPoint | undefined;
  let nextSplit = 0;
  for (let at = 0; at < moments.length; at += ROW) {
    const place = Math.floor((moments[at + KEY] ?? 0) / 2);
    const cell = place % CELLS;
    const side = (place - cell) / CELLS;
    const low = lowerEdgeOf(cell);
    const bin = Math.floor(low / width);
    if (open?.side !== side || open.bin !== bin || cell >= open.end) {
      if (open?.side !== side) nextSplit = 0;
      if (open !== undefined) points.push(pointOf(open));
      while ((splits[nextSplit]?.cell ?? CELLS) < cell) nextSplit++;
      const edge = splits[nextSplit]?.cell ?? CELLS;
      // Nothing joins a cell with an edge in it, nor the cell of zero, for the sign of what lies near it matters.
      const end = cell === 0 ? 0 : edge;
      open = { side, bin, base: bin * width, end, count: 0, sum: 0, squares: 0 };
    }
    addCell(open, moments, at, low - open.base, unitOf(cell));
  }
  if (open !== undefined) points.push(pointOf(open));
  return points;
}

/** Cells that are taken together, while they are. */
interface OpenPoint {
  /** 2 · group + (1 for x_t < 0). */
  readonly side: number;
  /** |x_t| in widths, rounded down. */
  readonly bin: number;
  /** Where that is: what the sums are relative to. */
  readonly base: number;
  /** The first cell that is not taken together with these. */
  readonly end: number;
  count: number;
  sum: number;
  squares: number;
}

function addCell(open: OpenPoint, moments: CellMoments, at: number, low: number, unit: number): void {
  const count = moments[at] ?? 0;
  const sum = (moments[at + 1] ?? 0) * unit;
  const squares = ((moments[at + 3] ?? 0) * 2 ** 32 + (moments[at + 2] ?? 0)) * unit * unit;
  open.count += count;
  open.sum += count * low + sum;
  open.squares += count * low * low + 2 * low * sum + squares;
}

function pointOf({ side, base, count, sum, squares }: OpenPoint): CellPoint {
  const beyond = sum / count;
  const sign = side % 2 === 1 ? -1 : 1;
  return {
    group: Math.floor(side / 2),
    count,
    mean: sign * (base + beyond),
    variance: Math.max(0, squares / count - beyond * beyond),
    squares: count * base * base + 2 * base * sum + squares,
  };
}
