import { finiteSum, ifAny, type Merged, object, sum, total } from './mergeable';
import { RELIABILITY_BINS_ABOUT, RELIABILITY_SUMS } from './reliability';
import type { Statistic } from './statistic';

const record = ifAny(
  object(
    {
      beyondLargest: total(
        'Parts of the data whose cross-entropy falls up to the largest T that is looked at.',
      ),
      beyondSmallest: total(
        'Parts of the data whose cross-entropy falls down to the smallest T that is looked at.',
      ),
      curvature: finiteSum(
        'Second derivative of the cross-entropy by ln T: how much ln T of a part weighs among those of others.',
      ),
      logarithm: finiteSum('Σ curvature · ln T.'),
      squares: finiteSum('Σ curvature · (ln T)².'),
      variance: finiteSum('Σ curvature² · variance of ln T that the sampling leaves.'),
      crossEntropy: sum('Cross-entropy of logits / T.'),
      ...RELIABILITY_SUMS,
      errorVariance: finiteSum('Variance of Σ bins |Σ (outcome − confidence)| that the sampling leaves.'),
    },
    RELIABILITY_BINS_ABOUT,
  ),
  'The temperature T that minimises the cross-entropy of logits / T, and the elements at this temperature. T is looked for in all elements or in a sample, whose sums are scaled up to all elements. Every entry is a sum over the parts of the data that were checked separately, each at its own T. Null for soft targets, and if T was not looked for.',
);

export type TemperatureRecord = Merged<typeof record>;

export const temperatureStatistic = {
  ...record,
  /** It is looked for after the pass. */
  start: () => null,
} satisfies Statistic<TemperatureRecord>;
