import type { ScoreGroup } from './score-groups';

/** The counts of thresholds, by cut: cut k raises the k groups of the highest scores, cut 0 none. */
export interface CutCounts {
  readonly positives: number;
  readonly negatives: number;
  /** Positives at or above the threshold. */
  readonly found: Float64Array;
  /** Negatives at or above it. */
  readonly falseAlarms: Float64Array;
}

/**
 * Counts by cut.
 * @param groups in ascending order of the score
 */
export function cutCountsOf(groups: readonly Pick<ScoreGroup, 'positives' | 'negatives'>[]): CutCounts {
  const found = new Float64Array(groups.length + 1);
  const falseAlarms = new Float64Array(groups.length + 1);
  for (let cut = 1; cut <= groups.length; cut++) {
    const group = groups[groups.length - cut];
    found[cut] = (found[cut - 1] ?? 0) + (group?.positives ?? 0);
    falseAlarms[cut] = (falseAlarms[cut - 1] ?? 0) + (group?.negatives ?? 0);
  }
  return {
    positives: found[groups.length] ?? 0,
    negatives: falseAlarms[groups.length] ?? 0,
    found,
    falseAlarms,
  };
}

/**
 * The threshold of a cut, half-way between the last group that is raised and the first that is not; Infinity for cut 0.
 * @param groups in ascending order of the score
 */
export function thresholdOf(groups: readonly ScoreGroup[], cut: number): number {
  const lowest = groups[groups.length - cut];
  if (lowest === undefined) {
    return Number.POSITIVE_INFINITY;
  }
  const next = groups[groups.length - cut - 1];
  // The outermost bins have no ends.
  const low = Number.isFinite(lowest.low) ? lowest.low : lowest.score;
  return next === undefined || !Number.isFinite(next.high) ? low : (low + next.high) / 2;
}

/** The cut that raises the groups whose (mean) score is at or above a threshold. */
export function cutAt(groups: readonly ScoreGroup[], threshold: number): number {
  const first = groups.findIndex(({ score, low }) => (low >= threshold ? true : score > threshold));
  return first < 0 ? 0 : groups.length - first;
}
