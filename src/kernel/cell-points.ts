import { CELLS, UNSPLIT } from './cell-layout';
import { type CellMoments, KEY, ROW } from './cell-moments';
import { cellSplits, lowerEdgeOf, unitOf } from './cell-splits';

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

/**
 * Cells within this width are taken together: near zero they are far narrower than any loss asks for. The error of
 * `meanTerms` is of third order in it, and cells beyond 4 are wider by themselves.
 */
const WIDTH = 1 / 512;

/** What the moments say, in the order of the cells. */
export function cellPoints(moments: CellMoments): CellPoint[] {
  const points: CellPoint[] = [];
  const spans = edgeFreeSpans();
  let open: OpenPoint | null = null;
  for (let at = 0; at < moments.length; at += ROW) {
    const place = Math.floor((moments[at + KEY] ?? 0) / 2);
    const cell = place % CELLS;
    const low = lowerEdgeOf(cell);
    const side = (place - cell) / CELLS;
    const bin = Math.floor(low / WIDTH);
    const span = spans[cell] ?? NO_SPAN;
    if (open !== null && (span === NO_SPAN || open.span !== span || open.side !== side || open.bin !== bin)) {
      points.push(pointOf(open));
      open = null;
    }
    open ??= { side, bin, span, count: 0, sum: 0, squares: 0 };
    addCell(open, moments, at, low - bin * WIDTH, unitOf(cell));
  }
  if (open !== null) points.push(pointOf(open));
  return points;
}

/** Of a cell with an edge in it or beside it: no other is taken together with it. */
const NO_SPAN = -1;

/** Numbers the spans of cells between the edges of the histograms; a cell that an edge runs through is in none. */
function edgeFreeSpans(): Int32Array {
  const splits = cellSplits();
  const spans = new Int32Array(CELLS).fill(NO_SPAN);
  let span = 1;
  // Beside the cell of zero, for the sign of what lies near it matters.
  for (let cell = 1; cell < CELLS; cell++) {
    if (splits[cell] === UNSPLIT) spans[cell] = span;
    else span++;
  }
  return spans;
}

/** Cells that are taken together, while they are. */
interface OpenPoint {
  /** 2 · group + (1 for x_t < 0). */
  readonly side: number;
  /** |x_t| in widths, rounded down: what the sums are relative to. */
  readonly bin: number;
  readonly span: number;
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

function pointOf({ side, bin, count, sum, squares }: OpenPoint): CellPoint {
  const base = bin * WIDTH;
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
