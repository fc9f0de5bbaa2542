import { sigmoid } from '../../loss/stable';
import { edgesOf, type MarginBin } from '../statistics/margin-histogram';
import { RELIABILITY_BINS } from '../statistics/reliability';
import type { Interval } from './calibration-bounds';

/** The largest |σ''|, at σ = 1/2 ± 1/√12. */
const STEEPEST_TURN = 1 / (6 * Math.sqrt(3));

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
  const sums = new IntervalSums();
  for (const bin of positives) {
    sums.add(bin, scale, 1);
  }
  for (const bin of negatives) {
    sums.add(bin, -scale, 0);
  }
  return sums.above();
}

class IntervalSums {
  /** Of the bins of x_t that lie wholly above the lower edge of a reliability bin, but across or below the next. */
  private readonly whole = { low: zeros(), high: zeros() };
  /** Of those that lie across its lower edge. */
  private readonly across = { low: zeros(), high: zeros() };

  /** @param scale from x_t to the logit of the confidence */
  add(bin: MarginBin, scale: number, outcome: 0 | 1): void {
    const { low, high } = edgesOf(bin.bin);
    const ends = [sigmoid(scale * low), sigmoid(scale * high)] as const;
    const least = Math.min(...ends);
    const most = Math.max(...ends);
    const mean = scale * bin.mean;
    const variance = scale * scale * bin.variance;
    const first = reliabilityBin(least);
    const atMean = bin.count * (outcome - sigmoid(mean));
    const turn = (bin.count * STEEPEST_TURN * variance) / 2;
    addTo(this.whole, first, atMean - turn, atMean + turn);
    for (let above = first + 1; above <= reliabilityBin(most); above++) {
      const edge = above / RELIABILITY_BINS;
      const share = shareAbove(mean, variance, edge);
      if (outcome === 1) {
        addTo(this.across, above, share.low * bin.count * (1 - most), share.high * bin.count * (1 - edge));
      } else {
        addTo(this.across, above, -share.high * bin.count * most, -share.low * bin.count * edge);
      }
    }
  }

  above(): Interval[] {
    const intervals: Interval[] = [];
    let [low, high] = [0, 0];
    for (let edge = RELIABILITY_BINS - 1; edge >= 0; edge--) {
      low += this.whole.low[edge] ?? 0;
      high += this.whole.high[edge] ?? 0;
      intervals.unshift({
        low: low + (this.across.low[edge] ?? 0),
        high: high + (this.across.high[edge] ?? 0),
      });
    }
    return intervals;
  }
}

function zeros(): Float64Array {
  return new Float64Array(RELIABILITY_BINS);
}

function addTo(sums: { low: Float64Array; high: Float64Array }, at: number, low: number, high: number): void {
  sums.low[at] = (sums.low[at] ?? 0) + low;
  sums.high[at] = (sums.high[at] ?? 0) + high;
}

function reliabilityBin(confidence: number): number {
  return Math.min(RELIABILITY_BINS - 1, Math.floor(confidence * RELIABILITY_BINS));
}

/** By Cantelli's inequality: at most v / (v + d²) of the elements lie d or more beyond their mean on one side. */
function shareAbove(mean: number, variance: number, edge: number): Interval {
  const distance = mean - Math.log(edge / (1 - edge));
  const beyond = variance === 0 ? 0 : variance / (variance + distance * distance);
  return distance >= 0 ? { low: 1 - beyond, high: 1 } : { low: 0, high: beyond };
}
