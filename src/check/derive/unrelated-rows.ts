import { largestRun, type Run, toNearEnds } from './largest-run';
import type { RowScores } from './row-scores';

/** Standard errors within which the rows of the run agree by chance. */
const BY_CHANCE = 3;
/** The run agrees less than half as well as the other rows do, by at least so many standard errors. */
const SURE = 6;
const LEAST_ROWS = 64;
/** Rows come in their own order where neighbours have other targets at least this often, compared with random order. */
const MIXED = 0.5;

/**
 * The run of rows whose predictions agree with the targets by chance while those of the other rows do better: the targets of a
 * part of the data. Null unless one stands out, and where the data are sorted by class: there a class that the model does not
 * know is such a run.
 */
export function unrelatedRun(scores: RowScores): Run | null {
  const { rows } = scores;
  const own = Float64Array.from({ length: rows }, (_, row) => scores.score(row, row));
  const mean = own.reduce((sum, one) => sum + one, 0) / rows;
  const gains = own.map((one) => mean - one);
  const run = largestRun(gains);
  if (run === null) {
    return null;
  }
  const { from, until } = toNearEnds(run, gains);
  const count = until - from;
  if (count < LEAST_ROWS || rows - count < LEAST_ROWS) {
    return null;
  }
  let [inside, variance, changes] = [0, 0, 0];
  for (let row = from; row < until; row++) {
    inside += own[row] ?? 0;
    variance += scores.variance(row);
    changes += row + 1 < until && scores.changes(row) ? 1 : 0;
  }
  const error = Math.sqrt(variance) / count;
  const outside = (mean * rows - inside) / (rows - count);
  const isMixed = changes >= MIXED * scores.changesByChance * (count - 1);
  return isMixed &&
    Math.abs(inside / count) < BY_CHANCE * error &&
    outside / 2 - inside / count > SURE * error
    ? { from, until }
    : null;
}
