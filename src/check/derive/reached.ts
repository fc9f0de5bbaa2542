import type { Interval } from '../../calibration/clopper-pearson';
import type { CutCounts } from './cuts';
import type { ScoreGroups } from './score-groups';
import type { Wish } from './wishes';

/** The number that a wish makes large (F) or small (cost). */
export interface Reached {
  readonly value: number;
  /**
   * 0 where the scores are known one by one. From bins no threshold is better by more than this; for a threshold that was
   * not chosen from these data, counting one by one changes the value by no more.
   */
  readonly errorBound: number;
  /** Between which 95 % of the resamples lie; null where the threshold was not chosen from these data. */
  readonly interval: Interval | null;
}

type Measure = NonNullable<Wish['measure']>;

/**
 * The value of a threshold that was chosen from these data.
 * @param interval between which 95 % of the resamples lie; null without resamples
 * @returns null for a wish that is only a condition
 */
export function chosenValue(
  { groups, areBins }: ScoreGroups,
  counts: CutCounts,
  cut: number,
  { measure }: Wish,
  interval: Interval | null,
): Reached | null {
  if (measure === null) {
    return null;
  }
  const { found, falseAlarms, positives } = counts;
  const value = measure.of(found[cut] ?? 0, falseAlarms[cut] ?? 0, positives);
  let errorBound = 0;
  if (areBins) {
    const edge = groups[groups.length - cut]?.negativesAtEdge ?? 0;
    const least = measure.of(found[cut] ?? 0, (falseAlarms[cut] ?? 0) + edge, positives);
    errorBound = Math.max(Math.abs(value - least), improvementWithinGroups(counts, value, measure));
  }
  return { value, errorBound, interval };
}

/** By how much a threshold within a group may be better than any between groups. */
function improvementWithinGroups(counts: CutCounts, value: number, measure: Measure): number {
  const sign = measure.isBetterWhen === 'larger' ? 1 : -1;
  let most = 0;
  for (let cut = 1; cut < counts.found.length; cut++) {
    most = Math.max(most, sign * (valueBetween(counts, cut, measure).best - value));
  }
  return most;
}

/**
 * The values of a threshold within the lowest group of a cut that raises the right elements of it first, and the
 * wrong.
 */
function valueBetween({ found, falseAlarms, positives }: CutCounts, cut: number, { of }: Measure) {
  return {
    best: of(found[cut] ?? 0, falseAlarms[cut - 1] ?? 0, positives),
    worst: of(found[cut - 1] ?? 0, falseAlarms[cut] ?? 0, positives),
  };
}

/**
 * The value of a threshold that is given.
 * @param dividedBy the cut whose lowest group the threshold divides; null where it divides none
 */
export function givenValue(
  counts: CutCounts,
  cut: number,
  dividedBy: number | null,
  measure: Measure,
): Reached {
  const { found, falseAlarms, positives } = counts;
  const value = measure.of(found[cut] ?? 0, falseAlarms[cut] ?? 0, positives);
  if (dividedBy === null) {
    return { value, errorBound: 0, interval: null };
  }
  const { best, worst } = valueBetween(counts, dividedBy, measure);
  return { value, errorBound: Math.max(Math.abs(best - value), Math.abs(worst - value)), interval: null };
}
