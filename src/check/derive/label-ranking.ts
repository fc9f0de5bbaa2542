import type { RankingMeasure, StatisticsRecord } from '../report/report';
import { groupsOfClass } from './class-scores';
import { rocArea } from './ranking';
import type { ScoreGroups } from './score-groups';

/** The scores of each label that has positives and negatives, by themselves; none where they were not counted. */
export function labelGroups({ classScores }: Pick<StatisticsRecord, 'classScores'>): ScoreGroups[] {
  return (classScores?.classes ?? []).map(groupsOfClass).filter((groups) => pairsOf(groups) > 0);
}

/**
 * The ROC area of the pairs of a positive and a negative of the same label. The area over all labels together is high where a
 * model knows no more than how frequent each label is; this one is not.
 * @returns null where no label has positives and negatives
 */
export function rocAreaOfLabels(labels: readonly ScoreGroups[]): RankingMeasure | null {
  const [sums, all] = [
    { value: 0, variance: 0, errorBound: 0 },
    labels.reduce((sum, one) => sum + pairsOf(one), 0),
  ];
  for (const groups of labels) {
    const area = rocArea(groups);
    if (area !== null) {
      const weight = pairsOf(groups) / all;
      sums.value += weight * area.value;
      sums.variance += (weight * area.standardError) ** 2;
      sums.errorBound += weight * area.errorBound;
    }
  }
  const { value, variance, errorBound } = sums;
  return all === 0
    ? null
    : { value: Math.min(1, value), chance: 0.5, standardError: Math.sqrt(variance), errorBound };
}

/** Pairs of a positive and a negative. */
function pairsOf({ groups }: ScoreGroups): number {
  let [positives, negatives] = [0, 0];
  for (const group of groups) {
    positives += group.positives;
    negatives += group.negatives;
  }
  return positives * negatives;
}
