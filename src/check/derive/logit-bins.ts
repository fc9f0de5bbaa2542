import type { WeightedLogit } from '../../calibration/platt';
import type { StatisticsRecord } from '../report/report';
import { edgesOf, type MarginBin, marginBins } from '../statistics/margin-histogram';

/** Elements of one target whose logits lie in one bin. */
export interface LogitBin {
  readonly target: 0 | 1;
  readonly count: number;
  /** Ends of the bin; both the one logit that all elements have, where they have but one. */
  readonly low: number;
  readonly high: number;
  readonly mean: number;
  readonly variance: number;
}

/** A spread below this share of the bin's width is rounding: all elements of the bin have the same logit. */
const SAME_LOGIT = 1e-12;

/** The bin of the logits x of a bin of x_t, which is x for positives and −x for negatives. */
export function logitBin({ bin, count, mean, variance }: MarginBin, target: 0 | 1): LogitBin {
  const { low, high } = edgesOf(bin);
  const isOneLogit = variance <= SAME_LOGIT * Math.min(1, high - low) ** 2;
  const [near, far] = isOneLogit ? [mean, mean] : [low, high];
  const ends = target === 1 ? { low: near, high: far, mean } : { low: -far, high: -near, mean: -mean };
  return { target, count, ...ends, variance };
}

/** The bins of both sides, the positives first; of each side in the order of x_t. */
export function logitBinsOf({ positives, negatives }: StatisticsRecord['margins']): LogitBin[] {
  return [
    ...marginBins(positives).map((bin) => logitBin(bin, 1)),
    ...marginBins(negatives).map((bin) => logitBin(bin, 0)),
  ];
}

/**
 * Stands for the elements of a bin: two logits, one standard deviation below and above the mean. A sum over them is one
 * over the elements to second order in the bin's width, as Gauss and Hermite's rule of two points has it.
 */
export function logitsOf({ mean, variance, count, target }: LogitBin): WeightedLogit[] {
  const deviation = Math.sqrt(variance);
  return deviation === 0
    ? [{ logit: mean, count, target }]
    : [mean - deviation, mean + deviation].map((logit) => ({ logit, count: count / 2, target }));
}

/** The mean of a smooth function over a bin, by the same rule. */
export function meanOver(
  { mean, variance }: Pick<MarginBin, 'mean' | 'variance'>,
  smooth: (at: number) => number,
): number {
  const deviation = Math.sqrt(variance);
  return deviation === 0 ? smooth(mean) : (smooth(mean - deviation) + smooth(mean + deviation)) / 2;
}
