import { crossCorrelation } from './cross-correlation';
import { largestRun, type Run, toNearEnds } from './largest-run';
import type { RowScores } from './row-scores';

/** Rows whose targets stand `by` rows later in the file: earlier if it is below 0. */
export interface MovedRun extends Run {
  readonly by: number;
}

/** Pieces of rows that are looked for. */
const MOST_RUNS = 4;
/** Distances that are tried for each of them: those of the best correlation. */
const MOST_LAGS = 8;
/** The chance that unrelated rows anywhere and at any distance agree as well, at the most. */
const LEVEL = 1e-3;
/** Targets that agree half as well with the next row are too alike to tell rows apart. */
const TOO_ALIKE = 0.5;

/**
 * Runs of rows that agree with targets which stand the same number of rows away, and not with their own: a row that was dropped
 * or doubled somewhere in the middle, parts of the data that were joined in another order. Empty unless chance is ruled out.
 */
export function movedRuns(scores: RowScores): MovedRun[] {
  const correlation = crossCorrelation(scores.predictions, scores.targets);
  const lags = bestLags(correlation, scores.rows);
  const found: MovedRun[] = [];
  while (found.length < MOST_RUNS) {
    const candidates = lags.flatMap((by) => runAt(scores, by, found) ?? []);
    const [best] = candidates.toSorted(
      (one, other) => other.sum - one.sum || Math.abs(one.by) - Math.abs(other.by),
    );
    if (best === undefined) {
      break;
    }
    found.push({ from: best.from, until: best.until, by: best.by });
  }
  return found.toSorted((one, other) => one.from - other.from);
}

/** The lags other than 0 at which the correlation is larger than at both neighbours, the largest first. */
function bestLags(correlation: Float64Array, rows: number): number[] {
  const at = (lag: number) =>
    lag === 0 ? Number.NEGATIVE_INFINITY : (correlation[lag + rows - 1] ?? Number.NEGATIVE_INFINITY);
  const peaks: number[] = [];
  for (let lag = 1 - rows; lag < rows; lag++) {
    if (at(lag) > 0 && at(lag) > at(lag - 1) && at(lag) > at(lag + 1)) {
      peaks.push(lag);
    }
  }
  return peaks.sort((one, other) => at(other) - at(one)).slice(0, MOST_LAGS);
}

/** The run that gains most from targets `by` rows later; null if chance may have made it, or neighbours agree as well. */
function runAt(
  scores: RowScores,
  by: number,
  taken: readonly Run[],
): (MovedRun & { readonly sum: number }) | null {
  const { rows, score } = scores;
  const hasPartner = (row: number, lag: number) => row + lag >= 0 && row + lag < rows;
  const gains = Float64Array.from({ length: rows }, (_, row) =>
    hasPartner(row, by) ? score(row, row + by) - score(row, row) : 0,
  );
  for (const { from, until } of taken) {
    gains.fill(Number.NEGATIVE_INFINITY, from, until);
  }
  const run = sharpened(gains);
  if (run === null || !isSure(scores, run, gains)) {
    return null;
  }
  const agreementAt = (lag: number) => {
    let sum = 0;
    for (let row = run.from; row < run.until; row++) {
      sum += hasPartner(row, lag) ? score(row, row + lag) : 0;
    }
    return sum;
  };
  const most = TOO_ALIKE * agreementAt(by);
  if (agreementAt(by - 1) > most || agreementAt(by + 1) > most || agreementAt(0) > most) {
    return null;
  }
  return { ...toNearEnds(run, gains), by, sum: run.sum };
}

/** Bernstein's inequality, for each place and length of the run and each lag. */
function isSure(
  scores: RowScores,
  { from, until, sum }: Run & { readonly sum: number },
  gains: Float64Array,
): boolean {
  let [variance, largest] = [0, 0];
  for (let row = from; row < until; row++) {
    // A gain is the difference of two scores, and both vary.
    variance += 2 * scores.variance(row);
    largest = Math.max(largest, Math.abs(gains[row] ?? 0));
  }
  return (sum * sum) / (2 * (variance + (largest * sum) / 3)) > 3 * Math.log(scores.rows) - Math.log(LEVEL);
}

/**
 * The run of the largest sum, without rows beside it that belong to neither of the places: they gain nothing on average, so that
 * chance alone would decide how many of them are taken along.
 */
function sharpened(gains: Float64Array): (Run & { readonly sum: number }) | null {
  const run = largestRun(gains);
  if (run === null) {
    return null;
  }
  const half = run.sum / (run.until - run.from) / 2;
  const inner = largestRun(gains.map((gain) => gain - half));
  return inner === null ? null : { ...inner, sum: inner.sum + half * (inner.until - inner.from) };
}
