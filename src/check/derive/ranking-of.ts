import { BINS_EACH_WAY } from '../../numerics/margin-bins';
import type { Counts, Interpretation, Ranking, RankingMeasure, StatisticsRecord } from '../report/report';
import { classesOfEntries } from '../statistics/class-entries';
import { marginBins } from '../statistics/margin-histogram';
import { averagePrecision, rankingCurve, rocArea } from './ranking';
import { groupsOfBins } from './score-groups';
import { total } from './sums';

/** Ranking and accuracy from the statistics of a pass; null for soft targets and where no example takes part. */
export function rankingOf(
  statistics: StatisticsRecord,
  { link, targets }: Interpretation,
  counts: Counts,
): Ranking | null {
  if (targets === 'soft') {
    return null;
  }
  return link === 'sigmoid' ? sigmoidRanking(statistics, counts) : softmaxRanking(statistics);
}

function sigmoidRanking({ margins }: StatisticsRecord, { positives, negatives }: Counts): Ranking | null {
  const count = positives + negatives;
  if (count === 0) {
    return null;
  }
  const groups = groupsOfBins(marginBins(margins.positives), marginBins(margins.negatives));
  // x_t lies above zero exactly where p is on the side of the target.
  const right = [...margins.positives, ...margins.negatives].reduce(
    (sum, [bin, inBin]) => sum + (bin >= BINS_EACH_WAY ? inBin : 0),
    0,
  );
  return {
    accuracy: accuracyOf(right, count, Math.max(positives, negatives)),
    rocAuc: rocArea(groups),
    averagePrecision: averagePrecision(groups),
    curve: rankingCurve(groups),
  };
}

function softmaxRanking(statistics: StatisticsRecord): Ranking | null {
  const { reliability, losses } = statistics;
  const count = total(reliability.counts);
  if (count === 0) {
    return null;
  }
  // By channel and sign: the positives of a softmax are the examples of each class.
  const ofClasses = classesOfEntries(statistics).map((_, entry) => losses.counts[2 * entry + 1] ?? 0);
  const mostFrequent = ofClasses.reduce((most, one) => Math.max(most, one), 0);
  return {
    accuracy: accuracyOf(total(reliability.outcomes), count, Math.min(count, mostFrequent)),
    rocAuc: null,
    averagePrecision: null,
    curve: [],
  };
}

function accuracyOf(right: number, count: number, mostFrequent: number): RankingMeasure {
  const value = Math.min(1, right / count);
  return {
    value,
    chance: mostFrequent / count,
    standardError: Math.sqrt((value * (1 - value)) / count),
    errorBound: 0,
  };
}
