import { sigmoid } from '../../numerics/stable';
import type { StatisticsRecord } from '../report/report';
import { marginBins } from '../statistics/margin-histogram';
import { total } from './sums';

/** Counts that the probabilities of a sigmoid foretell, if each element is positive as often as its probability says. */
export function expectedPositives({ reliability }: Pick<StatisticsRecord, 'reliability'>): number {
  return total(reliability.confidences);
}

export function expectedNegatives({ reliability }: Pick<StatisticsRecord, 'reliability'>): number {
  return total(reliability.counts) - total(reliability.confidences);
}

/**
 * Elements of a sigmoid whose label the model is said to contradict: so many of one side are foretold to have p_t below the
 * threshold, among all elements whose probability of that side is below it.
 * @param threshold probability
 */
export function expectedContradictions(
  { margins }: Pick<StatisticsRecord, 'margins'>,
  side: 'positives' | 'negatives',
  threshold: number,
): number {
  const highest = Math.log(threshold / (1 - threshold));
  const own = marginBins(margins[side]).map(({ mean, count }) => ({ logit: mean, count }));
  const others = marginBins(margins[side === 'positives' ? 'negatives' : 'positives']).map(
    ({ mean, count }) => ({ logit: -mean, count }),
  );
  return total([...own, ...others].map(({ logit, count }) => (logit < highest ? count * sigmoid(logit) : 0)));
}
