import type {
  Distribution,
  EasyNegatives,
  Interpretation,
  Parameters,
  ProbabilityHistogram,
} from '../report';
import type { CompensatedSums } from '../statistics/compensated-sums';
import { PROBABILITY_BINS, type ProbabilityHistograms } from '../statistics/probability-histogram';
import type { Statistics } from '../statistics/statistics';
import { VALUE_BINS, type ValueStatistics } from '../statistics/value-statistics';
import { cumulativeLossesOf } from './cumulative-loss';
import { shareOf } from './losses';

/** "Well-classified examples (p_t > .5)": Lin et al. 2017, Figure 1. */
export const EASY_THRESHOLD = 0.5;

export function distributionOf(
  statistics: Statistics,
  interpretation: Interpretation,
  { gamma }: Parameters,
): Distribution {
  const { probabilities, margins, values } = statistics;
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

function side(histograms: ProbabilityHistograms, first: number): ProbabilityHistogram {
  const bins = Array.from({ length: PROBABILITY_BINS }, (_, bin) => first + bin);
  return {
    counts: bins.map((bin) => histograms.counts[bin] ?? 0),
    crossEntropy: bins.map((bin) => histograms.crossEntropy.at(bin)),
    focal: bins.map((bin) => histograms.focal.at(bin)),
  };
}

function easyNegatives(histograms: ProbabilityHistograms): EasyNegatives {
  const firstEasy = Math.round(EASY_THRESHOLD * PROBABILITY_BINS);
  const easy = (values: readonly number[]) => total(values.slice(firstEasy, PROBABILITY_BINS));
  const shareOfLoss = (sums: CompensatedSums) => shareOf(easy(sums.toArray()), total(sums.toArray()));
  const counts = Array.from(histograms.counts);
  return {
    threshold: EASY_THRESHOLD,
    count: easy(counts),
    share: shareOf(easy(counts), total(counts)),
    crossEntropyShare: shareOfLoss(histograms.crossEntropy),
    alphaBalancedCrossEntropyShare: shareOfLoss(histograms.alphaBalancedCrossEntropy),
    focalShare: shareOfLoss(histograms.focal),
  };
}

/** The filled part of the histogram, with its edges. */
function valueHistogram(values: ValueStatistics): Distribution['values'] {
  const { low, high, bins } = VALUE_BINS[values.input];
  const filled = [...values.histogram.keys()].filter((bin) => (values.histogram[bin] ?? 0) > 0);
  const first = filled.at(0) ?? 0;
  const last = filled.at(-1) ?? -1;
  const extent = values.extent();
  return {
    edges: Array.from({ length: last - first + 2 }, (_, at) => low + ((first + at) * (high - low)) / bins),
    counts: Array.from(values.histogram.subarray(first, last + 1)),
    below: values.below,
    above: values.above,
    minimum: extent?.minimum ?? null,
    maximum: extent?.maximum ?? null,
    mean: extent?.mean ?? null,
  };
}

function total(values: readonly number[]): number {
  return values.reduce((sum, one) => sum + one, 0);
}
