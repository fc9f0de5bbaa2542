import { sigmoid } from '../../loss/stable';
import { edgesOf, type MarginBin } from '../statistics/margin-histogram';
import { RELIABILITY_BINS } from '../statistics/reliability';
import type { Interval } from './calibration-bounds';

/** The largest |σ''|, at σ = 1/2 ± 1/√12. */
const STEEPEST_TURN = 1 / (6 * Math.sqrt(3));

/** A bin of x_t as calibration sees it. */
interface ConfidenceBin {
  readonly count: number;
  readonly outcome: 0 | 1;
  /** Extremes of σ(b x) over the bin, and its value at the mean of x. */
  readonly least: number;
  readonly most: number;
  readonly atMean: number;
  /** Mean of b x, and its variance. */
  readonly mean: number;
  readonly variance: number;
}

/**
 * Σ (outcome − σ(b x)) over the elements with a confidence at or above the lower edge of each reliability bin: of a
 * bin of x_t that lies across the edge it is only known how its elements are spread.
 * @param scale b, 1 / T
 */
export function sigmoidSumsAbove(
  positives: readonly MarginBin[],
  negatives: readonly MarginBin[],
  scale: number,
): Interval[] {
  const bins = [
    ...positives.map((bin) => confidenceBin(bin, scale, 1)),
    ...negatives.map((bin) => confidenceBin(bin, scale, 0)),
  ];
  return Array.from({ length: RELIABILITY_BINS }, (_, edge) => sumAbove(bins, edge / RELIABILITY_BINS));
}

function sumAbove(bins: readonly ConfidenceBin[], edge: number): Interval {
  let low = 0;
  let high = 0;
  for (const bin of bins) {
    if (bin.most < edge) continue;
    const part = partAbove(bin, edge);
    low += part.low;
    high += part.high;
  }
  return { low, high };
}

function confidenceBin(
  { bin, count, mean, variance }: MarginBin,
  scale: number,
  outcome: 0 | 1,
): ConfidenceBin {
  const { low, high } = edgesOf(bin);
  const sign = outcome === 1 ? scale : -scale;
  const ends = [sigmoid(sign * low), sigmoid(sign * high)];
  return {
    count,
    outcome,
    least: Math.min(...ends),
    most: Math.max(...ends),
    atMean: sigmoid(sign * mean),
    mean: sign * mean,
    variance: scale * scale * variance,
  };
}

/** Of a bin that reaches above the edge. */
function partAbove(bin: ConfidenceBin, edge: number): Interval {
  const { count, outcome, least, most, atMean, variance } = bin;
  if (least >= edge) {
    const turn = (STEEPEST_TURN * variance) / 2;
    return { low: count * (outcome - atMean - turn), high: count * (outcome - atMean + turn) };
  }
  const share = shareAbove(bin, edge);
  return outcome === 1
    ? { low: share.low * count * (1 - most), high: share.high * count * (1 - edge) }
    : { low: -share.high * count * most, high: -share.low * count * edge };
}

/** By Cantelli's inequality: at most v / (v + d²) of the elements lie d or more beyond their mean on one side. */
function shareAbove({ mean, variance }: ConfidenceBin, edge: number): Interval {
  const distance = mean - Math.log(edge / (1 - edge));
  const beyond = variance === 0 ? 0 : variance / (variance + distance * distance);
  return distance >= 0 ? { low: 1 - beyond, high: 1 } : { low: 0, high: beyond };
}
