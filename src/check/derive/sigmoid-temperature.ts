import { sigmoid } from '../../loss/stable';
import type { MarginBin } from '../statistics/margin-histogram';
import { reliabilityRecord } from '../statistics/record';
import { Reliability } from '../statistics/reliability';
import { type FittedTemperature, type NoTemperature, reliabilityBins } from './calibration';
import { rootOf } from './root';
import { sigmoidSumsAbove } from './sigmoid-calibration-bounds';

/** 1 / T is looked for between 2^−10 and 2^10. */
const WIDEST_OCTAVES = 10;

/** The temperature that minimises Σ −log σ(x_t / T), from the histograms of x_t. */
export function sigmoidTemperature(
  positives: readonly MarginBin[],
  negatives: readonly MarginBin[],
): FittedTemperature | NoTemperature {
  const all = [...positives, ...negatives];
  const count = all.reduce((sum, bin) => sum + bin.count, 0);
  const inverse = rootOf((octaves) => slope(all, 2 ** octaves), -WIDEST_OCTAVES, WIDEST_OCTAVES);
  if (inverse === null) return { reason: withoutMinimum(slope(all, 2 ** -WIDEST_OCTAVES) < 0) };
  const scale = 2 ** inverse;
  const reliability = new Reliability();
  for (const { mean, count: times } of positives) reliability.addOne(sigmoid(scale * mean), 1, times);
  for (const { mean, count: times } of negatives) reliability.addOne(sigmoid(-scale * mean), 0, times);
  return {
    temperature: 1 / scale,
    crossEntropy: all.reduce((sum, bin) => sum + crossEntropy(bin, scale), 0) / count,
    reliability: reliabilityBins(reliabilityRecord(reliability)),
    sumsAbove: () => sigmoidSumsAbove(positives, negatives, scale),
  };
}

function withoutMinimum(fallsWithScale: boolean): string {
  return fallsWithScale
    ? 'No example is clearly on the wrong side, so the cross-entropy falls the more the logits are scaled up: no temperature is the best.'
    : 'The cross-entropy falls the more the logits are scaled down: they are no better than a guess, and no temperature is the best.';
}

/** Σ d(−log σ(b x_t))/db = Σ −x_t σ(−b x_t), to second order within each bin. */
function slope(bins: readonly MarginBin[], scale: number): number {
  let sum = 0;
  for (const { count, mean, variance } of bins) {
    const x = scale * mean;
    const decay = Math.exp(-Math.abs(x));
    const p = (x >= 0 ? 1 : decay) / (1 + decay);
    const q = (x >= 0 ? decay : 1) / (1 + decay);
    const second = scale * q * p * (2 - x * (p - q));
    sum += count * (-mean * q + (second * variance) / 2);
  }
  return sum;
}

function crossEntropy({ count, mean, variance }: MarginBin, scale: number): number {
  const x = scale * mean;
  const atMean = Math.log1p(Math.exp(-Math.abs(x))) + Math.max(0, -x);
  return count * (atMean + (scale * scale * sigmoid(x) * sigmoid(-x) * variance) / 2);
}
