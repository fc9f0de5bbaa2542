import type { Counts, Interpretation, Ranking, RankingMeasure, StatisticsRecord } from '../report/report';
import { classesOfEntries } from '../statistics/class-entries';
import { marginBins } from '../statistics/margin-histogram';
import { hasTwoSides } from './as-sigmoid';
import { frequentConfusions, rankedClasses, rightOf, sidesOf, topFiveOf } from './class-ranking';
import { labelGroups, rocAreaOfLabels } from './label-ranking';
import { accuracyOf, averagePrecision, rankingCurve, rocArea } from './ranking';
import { groupsOfBins } from './score-groups';
import { total } from './sums';

/** Ranking and accuracy from the statistics of a pass; null for soft targets and where no example takes part. */
export function rankingOf(
  statistics: StatisticsRecord,
  interpretation: Interpretation,
  counts: Counts,
): Ranking | null {
  const { link, targets, classAxis } = interpretation;
  if (targets === 'soft') {
    return null;
  }
  return link === 'sigmoid'
    ? sigmoidRanking(statistics, classAxis, counts)
    : softmaxRanking(statistics, hasTwoSides(interpretation));
}

/** The measure by which predictions are compared with targets in another order. */
export function comparedMeasure(
  ranking: Ranking | null,
  { link }: Pick<Interpretation, 'link'>,
): RankingMeasure | undefined {
  return link === 'softmax'
    ? ranking?.accuracy
    : (ranking?.rocAucOfLabels ?? ranking?.rocAuc ?? ranking?.accuracy);
}

function sigmoidRanking(
  statistics: StatisticsRecord,
  classAxis: number | null,
  { positives, negatives }: Counts,
): Ranking | null {
  const { margins } = statistics;
  const count = positives + negatives;
  if (count === 0) {
    return null;
  }
  const right = rightOf(margins.positives) + rightOf(margins.negatives);
  return {
    accuracy: accuracyOf(right, count, Math.max(positives, negatives)),
    topFive: null,
    classes: classAxis === null ? sidesOf(statistics) : [],
    confusions: [],
    rocAucOfLabels: classAxis === null ? null : rocAreaOfLabels(labelGroups(statistics)),
    ...orderOf(statistics),
  };
}

/** How well x orders positives and negatives; in a softmax of two classes, x is the difference of their logits. */
function orderOf({ margins }: StatisticsRecord): Pick<Ranking, 'rocAuc' | 'averagePrecision' | 'curve'> {
  const groups = groupsOfBins(marginBins(margins.positives), marginBins(margins.negatives));
  return {
    rocAuc: rocArea(groups),
    averagePrecision: averagePrecision(groups),
    curve: rankingCurve(groups),
  };
}

function softmaxRanking(statistics: StatisticsRecord, isOfTwoSides: boolean): Ranking | null {
  const { reliability, losses } = statistics;
  const count = total(reliability.counts);
  if (count === 0) {
    return null;
  }
  // By channel and sign: the examples of a background class are negatives, those of every other class positives.
  const ofClasses = classesOfEntries(statistics).map(
    (_, entry) => (losses.counts[2 * entry] ?? 0) + (losses.counts[2 * entry + 1] ?? 0),
  );
  const mostFrequent = ofClasses.reduce((most, one) => Math.max(most, one), 0);
  return {
    accuracy: accuracyOf(total(reliability.outcomes), count, Math.min(count, mostFrequent)),
    topFive: topFiveOf(statistics),
    classes: rankedClasses(statistics),
    confusions: frequentConfusions(statistics),
    rocAucOfLabels: null,
    ...(isOfTwoSides ? orderOf(statistics) : { rocAuc: null, averagePrecision: null, curve: [] }),
  };
}
