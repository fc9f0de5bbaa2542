import { shiftOfChanges } from '../../calibration/class-changes';
import { clopperPearson, type Interval } from '../../calibration/clopper-pearson';
import { scoreLogit, type TrainedLoss } from '../../calibration/focal-map';
import { sigmoid } from '../../numerics/stable';
import type { Report } from '../report/report';
import { marginBins } from '../statistics/margin-histogram';
import { type CutCounts, cutAt, cutCountsOf, thresholdOf } from './cuts';
import { randomHalves } from './random-half';
import { resampledCuts } from './resampled-cuts';
import { groupsOfBins, type ScoreGroups } from './score-groups';
import { trainedLossOf } from './trained-loss';
import { CHOSEN_WISHES, type ThresholdWishes, type WishName, wishOf } from './usual-wishes';
import { bestF, type Wish } from './wishes';

/** A share with its Clopper-Pearson interval of 95 %. */
export interface ShareInInterval extends Interval {
  readonly value: number;
}

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

/** A row of the table of thresholds. */
export interface ThresholdRow {
  readonly wish: WishName;
  /** Elements whose logit is at or above it count as found; null where it is best to raise nothing. */
  readonly logit: number | null;
  /** The same as a score in [0, 1]; null likewise. */
  readonly score: number | null;
  /** The range of the score in 95 % of the resamples; null where it was not chosen from these data. */
  readonly interval: Interval | null;
  readonly found: number;
  readonly falseAlarms: number;
  /** Null where nothing is raised. */
  readonly precision: ShareInInterval | null;
  readonly recall: ShareInInterval;
  /** F1 for 0.5; null for a wish that is only a condition. */
  readonly reached: Reached | null;
}

/** The thresholds for the usual wishes; a wish that no threshold fulfils has no row. */
export interface Thresholds {
  readonly positives: number;
  readonly negatives: number;
  /** The scores of so many channels have one threshold together. */
  readonly channels: number;
  readonly rows: readonly ThresholdRow[];
}

/** There is nothing to choose a threshold by. */
export interface NoThresholds {
  readonly reason: 'softmax' | 'soft-targets' | 'no-positives' | 'no-negatives';
}

/** The thresholds for the usual wishes, from the histograms of the logits of a report. */
export function thresholdsOf(
  report: Pick<Report, 'interpretation' | 'statistics' | 'parameters'>,
  wishes: ThresholdWishes,
): Thresholds | NoThresholds {
  const groups = scoreGroupsOf(report);
  if ('reason' in groups) {
    return groups;
  }
  const rows = rowsOfGroups(groups, wishes);
  const loss = trainedLossOf(report.parameters);
  const counts = cutCountsOf(groups.groups);
  return {
    ...totalsOf(report, counts),
    rows: loss === null ? rows : [...rows, withoutLabels(loss, groups, counts, wishes)],
  };
}

/**
 * Thresholds that are chosen on one random half of the examples, as `interval` has it, and counted on the other.
 * @param seed of the random numbers that split them
 */
export function thresholdsOnHalves(
  report: Pick<Report, 'interpretation' | 'statistics'>,
  wishes: ThresholdWishes,
  seed: number,
): Thresholds | NoThresholds {
  const groups = scoreGroupsOf(report);
  if ('reason' in groups) {
    return groups;
  }
  const { one, other } = randomHalves(groups, seed);
  const counts = cutCountsOf(other.groups);
  const lacking = [lackingIn(cutCountsOf(one.groups)), lackingIn(counts)].find((reason) => reason !== null);
  if (lacking != null) {
    return { reason: lacking };
  }
  return {
    ...totalsOf(report, counts),
    rows: rowsOfGroups(one, wishes).map(({ wish, logit, interval }) => ({
      ...rowAtThreshold(wish, other, counts, logit ?? Number.POSITIVE_INFINITY, wishOf(wish, wishes)),
      interval,
    })),
  };
}

/** The scores of a report with the counts of both sides, or why they have no threshold. */
export function scoreGroupsOf({
  interpretation,
  statistics,
}: Pick<Report, 'interpretation' | 'statistics'>): ScoreGroups | NoThresholds {
  const { link, targets } = interpretation;
  if (link === 'softmax' || targets === 'soft') {
    return { reason: link === 'softmax' ? 'softmax' : 'soft-targets' };
  }
  const { positives, negatives } = statistics.margins;
  const groups = groupsOfBins(marginBins(positives), marginBins(negatives));
  const lacking = lackingIn(cutCountsOf(groups.groups));
  return lacking === null ? groups : { reason: lacking };
}

function totalsOf({ interpretation }: Pick<Report, 'interpretation'>, { positives, negatives }: CutCounts) {
  return { positives, negatives, channels: interpretation.classes ?? 1 };
}

function lackingIn({ positives, negatives }: CutCounts): NoThresholds['reason'] | null {
  if (positives === 0) {
    return 'no-positives';
  }
  return negatives === 0 ? 'no-negatives' : null;
}

/**
 * The rows for the wishes that need labels alone.
 * @param groups of logits, with positives and negatives
 */
export function rowsOfGroups(groups: ScoreGroups, wishes: ThresholdWishes): readonly ThresholdRow[] {
  const counts = cutCountsOf(groups.groups);
  const wanted = CHOSEN_WISHES.map((name) => [name, wishOf(name, wishes)] as const);
  const resampled = resampledCuts(
    groups.groups,
    wanted.map(([, wish]) => wish),
  );
  const chosen = wanted.flatMap(([name, wish], at) => {
    const cut = wish.choose(counts);
    if (cut === null) {
      return [];
    }
    const { score = null, value = null } = resampled[at] ?? {};
    return [
      {
        ...rowOf(name, counts, cut, thresholdOf(groups.groups, cut)),
        interval: score,
        reached: chosenValue(groups, counts, cut, wish, value),
      },
    ];
  });
  return [rowAtThreshold('half', groups, counts, 0, wishOf('half', wishes)), ...chosen];
}

/**
 * The threshold of the largest F1, without intervals of resamples. Scores are logits.
 * @returns null without positives or without negatives
 */
export function bestF1Threshold(groups: ScoreGroups): ThresholdRow | null {
  const counts = cutCountsOf(groups.groups);
  const wish = bestF(1);
  const cut = counts.positives === 0 || counts.negatives === 0 ? null : wish.choose(counts);
  return cut === null
    ? null
    : {
        ...rowOf('best-f1', counts, cut, thresholdOf(groups.groups, cut)),
        reached: chosenValue(groups, counts, cut, wish, null),
      };
}

/**
 * The threshold of the largest F1 with the intervals of resamples. Scores are logits.
 * @returns null without positives or without negatives
 */
export function resampledF1Threshold(groups: ScoreGroups): ThresholdRow | null {
  const row = bestF1Threshold(groups);
  if (row?.reached == null) {
    return row;
  }
  const [resampled] = resampledCuts(groups.groups, [bestF(1)]);
  return {
    ...row,
    interval: resampled?.score ?? null,
    reached: { ...row.reached, interval: resampled?.value ?? null },
  };
}

/**
 * The threshold at which raising costs as much as not raising, by the probability that the loss's map gives a score: a miss
 * costs its probability times its price, a false alarm the rest (Elkan 2001, equation 2).
 */
function withoutLabels(
  loss: TrainedLoss,
  groups: ScoreGroups,
  counts: CutCounts,
  wishes: ThresholdWishes,
): ThresholdRow {
  const { missCost, changes = {} } = wishes;
  const logit = scoreLogit(-Math.log(missCost) - shiftOfChanges(changes), loss);
  return rowAtThreshold('cost-without-labels', groups, counts, logit, wishOf('cost-without-labels', wishes));
}

/** The row of a threshold that is given. Elements of the bin that it divides count where the bin's mean lies. */
function rowAtThreshold(
  wish: WishName,
  { groups }: ScoreGroups,
  counts: CutCounts,
  threshold: number,
  { measure }: Wish,
): ThresholdRow {
  const cut = cutAt(groups, threshold);
  const divided = groups.findIndex(({ low, high }) => low < threshold && threshold < high);
  return {
    ...rowOf(wish, counts, cut, threshold),
    reached:
      measure === null
        ? null
        : givenValue(counts, cut, divided < 0 ? null : groups.length - divided, measure),
  };
}

type Measure = NonNullable<Wish['measure']>;

function rowOf(wish: WishName, { found, falseAlarms, positives }: CutCounts, cut: number, threshold: number) {
  const [right, wrong] = [found[cut] ?? 0, falseAlarms[cut] ?? 0];
  const hasThreshold = Number.isFinite(threshold);
  return {
    wish,
    logit: hasThreshold ? threshold : null,
    score: hasThreshold ? sigmoid(threshold) : null,
    interval: null,
    found: right,
    falseAlarms: wrong,
    precision: right + wrong === 0 ? null : shareOf(right, right + wrong),
    recall: shareOf(right, positives),
  };
}

function chosenValue(
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

function givenValue(counts: CutCounts, cut: number, dividedBy: number | null, measure: Measure): Reached {
  const { found, falseAlarms, positives } = counts;
  const value = measure.of(found[cut] ?? 0, falseAlarms[cut] ?? 0, positives);
  if (dividedBy === null) {
    return { value, errorBound: 0, interval: null };
  }
  const { best, worst } = valueBetween(counts, dividedBy, measure);
  return { value, errorBound: Math.max(Math.abs(best - value), Math.abs(worst - value)), interval: null };
}

function shareOf(part: number, whole: number): ShareInInterval {
  return { value: part / whole, ...clopperPearson(part, whole) };
}
