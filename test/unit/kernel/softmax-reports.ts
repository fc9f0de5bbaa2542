import { expect } from 'vitest';
import { randomNumbers } from '../check/tensors';
import type { ComparableReport } from './both-reports';
import { type Difference, differences } from './compare';

/** Rows of classes, most of the first one, that a model tells apart better than by chance. */
export function softmaxData(rows: number, classes: number, seed: number) {
  const random = randomNumbers(seed);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const targets = Uint8Array.from({ length: rows }, () =>
    random() < 0.7 ? 0 : Math.floor(random() * classes),
  );
  const logits = new Float32Array(rows * classes);
  for (let at = 0; at < logits.length; at++) {
    logits[at] = 1.5 * normal() + (at % classes === targets[Math.floor(at / classes)] ? 3 : 0);
  }
  return { logits, targets };
}

/**
 * x_t comes from float32 logarithms, with an error of about 1e-7 that each example adds to the sums within the bins of
 * x_t. It lifts one of many rows over the edge of a bin, of x_t, of p_t or of the confidence.
 */
export function expectSame(kernel: ComparableReport, reference: ComparableReport, fewRows = true): void {
  const beside = fewRows ? [] : OF_PROBABILITIES;
  const apart = differences(kernel, reference, 1e-6, 1e-7);
  const margins = ['.statistics.margins.', '.statistics.lossMargins.'];
  const parts = [...margins, '.calibration.', ...RANKING];
  const others = apart.filter(({ path }) => !parts.some((part) => path.startsWith(part)));
  expect(unexplained(others, beside)).toEqual([]);
  const [one, other] = [kernel.statistics, reference.statistics];
  expectSameRanking(kernel.ranking, reference.ranking);
  const calibration = differences(kernel.calibration, reference.calibration, 1e-5, fewRows ? 1e-6 : 1e-5);
  expect(unexplained(calibration, beside)).toEqual([]);
  if (fewRows) {
    expect(differences(one.margins, other.margins, 1e-6, 1e-5)).toEqual([]);
    expect(differences(one.lossMargins, other.lossMargins, 1e-6, 1e-5)).toEqual([]);
  }
  const most = fewRows ? 0 : MOST_BESIDE;
  expect(moved(one.probabilities.counts, other.probabilities.counts)).toBeLessThanOrEqual(most);
  expect(moved(one.reliability.counts, other.reliability.counts)).toBeLessThanOrEqual(most);
}

/** What follows from x_t of two classes, in which rows of neighbouring bins change places. */
const RANKING = ['.ranking.rocAuc', '.ranking.averagePrecision', '.ranking.curve'];

function expectSameRanking(one: ComparableReport['ranking'], other: ComparableReport['ranking']): void {
  for (const score of ['rocAuc', 'averagePrecision'] as const) {
    const [left, right] = [one?.[score], other?.[score]];
    expect(left?.value === undefined).toBe(right?.value === undefined);
    if (left && right) {
      expect(Math.abs(left.value - right.value)).toBeLessThanOrEqual(
        left.errorBound + right.errorBound + 1e-9,
      );
    }
  }
}

/** Most rows that may be counted in a neighbouring bin. */
const MOST_BESIDE = 2;
/** Where they may, and how much one of them adds to a bin at the most: of losses, −ln 0.01 at the first edge of p_t. */
const OF_PROBABILITIES: readonly { readonly path: RegExp; readonly most: number }[] = [
  { path: /^\.(distribution\.targetProbability|statistics\.probabilities)\./, most: 4.7 },
  { path: /^(\.statistics)?\.reliability\./, most: 1 },
  { path: /^\.bins\.\d+\.count$/, most: 1 },
];

/** Differences that are not those of rows beside their bins. */
function unexplained(apart: readonly Difference[], beside: typeof OF_PROBABILITIES): Difference[] {
  return apart.filter(({ path: where, one, other }) => {
    const most = beside.find(({ path }) => path.test(where))?.most;
    const areNumbers = typeof one === 'number' && typeof other === 'number';
    return most === undefined || !areNumbers || Math.abs(one - other) > MOST_BESIDE * most;
  });
}

/** How many entries lie in other bins. */
function moved(one: readonly number[], other: readonly number[]): number {
  return one.reduce((sum, count, bin) => sum + Math.abs(count - (other[bin] ?? 0)), 0) / 2;
}
