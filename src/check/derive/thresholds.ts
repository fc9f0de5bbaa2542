import { shiftOfChanges } from '../../calibration/class-changes';
import { clopperPearson, type Interval } from '../../calibration/clopper-pearson';
import { scoreLogit, type TrainedLoss } from '../../calibration/focal-map';
import { sigmoid } from '../../numerics/stable';
import type { Report } from '../report/report';
import { marginBins } from '../statistics/margin-histogram';
import { asSigmoid } from './as-sigmoid';
import { type CutCounts, cutAt, cutCountsOf, thresholdOf } from './cuts';
import { randomHalves } from './random-half';
import { chosenValue, givenValue, type Reached } from './reached';
import { resampledCuts } from './resampled-cuts';
import { groupsOfBins, type ScoreGroups } from './score-groups';
import { trainedLossOf } from './trained-loss';
import { CHOSEN_WISHES, type ThresholdWishes, type WishName, wishOf } from './usual-wishes';
import { bestF, type Wish } from './wishes';

/** A share with its Clopper-Pearson interval of 95 %. */
export interface ShareInInterval extends Interval {
  readonly value: number;
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
  given: Pick<Report, 'interpretation' | 'statistics' | 'parameters'>,
  wishes: ThresholdWishes,
): Thresholds | NoThresholds {
  const report = asSigmoid(given);
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
  given: Pick<Report, 'interpretation' | 'statistics' | 'parameters'>,
  wishes: ThresholdWishes,
  seed: number,
): Thresholds | NoThresholds {
  const report = asSigmoid(given);
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
export function scoreGroupsOf(
  report: Pick<Report, 'interpretation' | 'statistics' | 'parameters'>,
): ScoreGroups | NoThresholds {
  const { interpretation, statistics } = asSigmoid(report);
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

function shareOf(part: number, whole: number): ShareInInterval {
  return { value: part / whole, ...clopperPearson(part, whole) };
}
