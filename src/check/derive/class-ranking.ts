import { wilsonInterval } from '../../calibration/wilson';
import { BINS_EACH_WAY } from '../../numerics/margin-bins';
import { COUNTED_PLACES } from '../../numerics/row-segments';
import type { ClassRanking, Confusion, RankingMeasure, StatisticsRecord } from '../report/report';
import type { SparseBin } from '../statistics/sparse-bins';
import { expectedNegatives, expectedPositives } from './expected-counts';
import { accuracyOf } from './ranking';
import { total } from './sums';

/** Most confusions in a report beside its statistics. */
const MOST_CONFUSIONS = 100;

/** Elements of one side on the side of their target: x_t lies above zero exactly where p does. */
export function rightOf(bins: readonly SparseBin[]): number {
  return bins.reduce((sum, [bin, inBin]) => sum + (bin >= BINS_EACH_WAY ? inBin : 0), 0);
}

/** The negatives and the positives of a single sigmoid at p = 0.5. */
export function sidesOf(statistics: StatisticsRecord): ClassRanking[] {
  const { margins } = statistics;
  const [negatives, positives] = [margins.negatives, margins.positives].map((bins) => ({
    count: bins.reduce((sum, [, inBin]) => sum + inBin, 0),
    right: rightOf(bins),
  }));
  if (negatives === undefined || positives === undefined) {
    return [];
  }
  const count = negatives.count + positives.count;
  const predicted = positives.right + negatives.count - negatives.right;
  return [
    ranked(0, negatives.count, negatives.right, count - predicted, expectedNegatives(statistics), 0),
    ranked(1, positives.count, positives.right, predicted, expectedPositives(statistics), 0),
  ];
}

/** The classes of a softmax with their recall; none where confusions were not counted. */
export function rankedClasses({ confusions, expectedClasses }: StatisticsRecord): ClassRanking[] {
  return (confusions?.classes ?? []).map(([index, count, right, , predicted]) =>
    ranked(
      index,
      count,
      right,
      predicted,
      expectedClasses?.counts[index] ?? null,
      Math.sqrt(expectedClasses?.variances[index] ?? 0),
    ),
  );
}

function ranked(
  index: number,
  count: number,
  right: number,
  predicted: number,
  expected: number | null,
  standardError: number,
): ClassRanking {
  return {
    index,
    count,
    predicted,
    expected,
    expectedStandardError: expected === null ? null : standardError,
    recall: count === 0 ? null : right / count,
    ...(count === 0 ? { low: 0, high: 1 } : wilsonInterval(right, count)),
  };
}

/** The share of examples whose target class is among the first five; null where all classes are, or none was counted. */
export function topFiveOf({ confusions, values }: StatisticsRecord): RankingMeasure | null {
  if (confusions === null || values.channels.counts.length <= COUNTED_PLACES) {
    return null;
  }
  const { places, classes } = confusions;
  const count = total(places);
  const mostFrequent = classes
    .map(([, examples]) => examples)
    .sort((one, other) => other - one)
    .slice(0, COUNTED_PLACES);
  return accuracyOf(total(places.slice(0, COUNTED_PLACES)), count, total(mostFrequent));
}

/** The most frequent confusions, the most frequent first. */
export function frequentConfusions({ confusions }: StatisticsRecord): Confusion[] {
  if (confusions === null) {
    return [];
  }
  const counts = new Map(confusions.classes.map(([index, examples]) => [index, examples]));
  return [...confusions.pairs]
    .sort(([, , one], [, , other]) => other - one)
    .slice(0, MOST_CONFUSIONS)
    .map(([target, predicted, count]) => ({
      target,
      predicted,
      count,
      share: count / (counts.get(target) ?? count),
    }));
}
