import type {
  Distribution,
  EasyNegatives,
  Interpretation,
  Parameters,
  ProbabilityHistogram,
  StatisticsRecord,
} from '../report/report';
import { PROBABILITY_BINS } from '../statistics/probabilities';
import { cumulativeLossesOf } from './cumulative-loss';
import { extentOf } from './extent';
import { shareOf, total } from './sums';

/** "Well-classified examples (p_t > .5)": Lin et al. 2017, Figure 1. */
const EASY_THRESHOLD = 0.5;

export function distributionOf(
  { probabilities, margins, values }: StatisticsRecord,
  interpretation: Interpretation,
  { gamma }: Parameters,
): Distribution {
  return {
    targetProbability: {
      positives: side(probabilities, PROBABILITY_BINS),
      negatives: side(probabilities, 0),
    },
    easyNegatives: easyNegatives(probabilities),
    cumulativeLoss: interpretation.targets === 'soft' ? [] : cumulativeLossesOf(margins, gamma),
    values: valueHistogram(values),
  };
}

type ProbabilitySums = StatisticsRecord['probabilities'];

function side(sums: ProbabilitySums, first: number): ProbabilityHistogram {
  const bins = <Value>(values: readonly Value[]) => values.slice(first, first + PROBABILITY_BINS);
  return {
    counts: bins(sums.counts),
    crossEntropy: bins(sums.crossEntropy),
    focal: bins(sums.focal),
  };
}

function easyNegatives(sums: ProbabilitySums): EasyNegatives {
  const firstEasy = Math.round(EASY_THRESHOLD * PROBABILITY_BINS);
  const easy = (values: readonly (number | null)[]) => total(values.slice(firstEasy, PROBABILITY_BINS));
  const share = (values: readonly (number | null)[]) => shareOf(easy(values), total(values));
  return {
    threshold: EASY_THRESHOLD,
    count: easy(sums.counts),
    share: share(sums.counts),
    crossEntropyShare: share(sums.crossEntropy),
    alphaBalancedCrossEntropyShare: share(sums.alphaBalancedCrossEntropy),
    focalShare: share(sums.focal),
  };
}

/** The filled part of the histogram, with its edges. */
function valueHistogram({ histogram, channels }: StatisticsRecord['values']): Distribution['values'] {
  const { low, high, counts } = histogram;
  const filled = [...counts.keys()].filter((bin) => (counts[bin] ?? 0) > 0);
  const first = filled.at(0) ?? 0;
  const last = filled.at(-1) ?? -1;
  const extent = extentOf(channels);
  return {
    edges: Array.from(
      { length: last - first + 2 },
      (_, at) => low + ((first + at) * (high - low)) / counts.length,
    ),
    counts: counts.slice(first, last + 1),
    below: histogram.below,
    above: histogram.above,
    minimum: extent?.minimum ?? null,
    maximum: extent?.maximum ?? null,
    mean: extent?.mean ?? null,
  };
}
