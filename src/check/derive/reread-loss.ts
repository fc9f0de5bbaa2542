import { softplus } from '../../numerics/stable';
import { marginBins } from '../statistics/margin-histogram';
import type { StatisticsRecord } from '../statistics/statistics';
import { total } from './sums';

/**
 * The sum of the cross-entropy of a sigmoid's elements if the values that were taken for logits mean other logits, at the best of
 * some temperatures.
 * @param logitOf the logit that a value means
 */
export function rereadLoss(
  { positives, negatives }: StatisticsRecord['margins'],
  logitOf: (value: number) => number,
  temperatures: readonly number[],
): number {
  const losses = temperatures.map((temperature) => {
    const lossOf = (value: number, sign: number) => softplus((-sign * logitOf(value)) / temperature);
    return (
      total(marginBins(positives).map(({ mean, count }) => count * lossOf(mean, 1))) +
      total(marginBins(negatives).map(({ mean, count }) => count * lossOf(-mean, -1)))
    );
  });
  return Math.min(...losses);
}
