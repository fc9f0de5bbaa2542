import { sigmoid } from '../../loss/stable';
import type { ReliabilityBin } from '../report/report';
import type { MarginBin } from '../statistics/margin-histogram';
import { reliabilityRecord } from '../statistics/record';
import { Reliability } from '../statistics/reliability';
import { reliabilityBins } from './reliability-bins';
import { rootOf } from './root';
import { sigmoidSumsAbove } from './sigmoid-calibration-bounds';
import type { FittedTemperature, NoTemperature } from './temperature';

/** 1 / T is looked for between 2^−10 and 2^10. */
const WIDEST_OCTAVES = 10;

/** Bins that are taken together to learn where the minimum lies, before all of them say exactly where. */
const TOGETHER = 16;
/** The share of all octaves from which Newton's method is surer than bisection. */
const NEAR = 2 ** -8;
/** Its steps: two are enough, unless the histograms are strange. */
const MOST_STEPS = 8;
/** Its last step in octaves of 1 / T, with the bins taken together and with all: it leaves a ten-thousandth of that. */
const COARSE = 2 ** -10;
const FINE = 2 ** -26;

/** The temperature that minimises Σ −log σ(x_t / T), from the histograms of x_t. */
export function sigmoidTemperature(
  positives: readonly MarginBin[],
  negatives: readonly MarginBin[],
): FittedTemperature | NoTemperature {
  const all = [...positives, ...negatives];
  const count = all.reduce((sum, bin) => sum + bin.count, 0);
  const inverse = minimum(all, [...together(positives), ...together(negatives)]);
  if (inverse === null) {
    return { reason: withoutMinimum(derivatives(all, 2 ** -WIDEST_OCTAVES).slope < 0) };
  }
  const scale = 2 ** inverse;
  return {
    temperature: 1 / scale,
    crossEntropy: crossEntropyAt(all, scale) / count,
    reliability: () => reliabilityAt(positives, negatives, scale),
    sumsAbove: () => sigmoidSumsAbove(positives, negatives, scale),
  };
}

/** As if all elements of a bin of x_t were at its mean. */
function reliabilityAt(
  positives: readonly MarginBin[],
  negatives: readonly MarginBin[],
  scale: number,
): ReliabilityBin[] {
  const reliability = new Reliability();
  for (const { mean, count } of positives) {
    reliability.addOne(sigmoid(scale * mean), 1, count);
  }
  for (const { mean, count } of negatives) {
    reliability.addOne(sigmoid(-scale * mean), 0, count);
  }
  return reliabilityBins(reliabilityRecord(reliability));
}

/** log2 of 1 / T; null when there is no minimum. */
function minimum(bins: readonly MarginBin[], wide: readonly MarginBin[]): number | null {
  const near = rootOf((at) => derivatives(wide, 2 ** at).slope, -WIDEST_OCTAVES, WIDEST_OCTAVES, NEAR);
  const nearer = near === null ? null : steppedTo(wide, near, COARSE);
  const found = nearer === null ? null : steppedTo(bins, nearer, FINE);
  return found ?? rootOf((at) => derivatives(bins, 2 ** at).slope, -WIDEST_OCTAVES, WIDEST_OCTAVES);
}

/** The minimum by Newton's method; null when its steps do not become as small as the last one has to be. */
function steppedTo(bins: readonly MarginBin[], start: number, last: number): number | null {
  let octaves = start;
  for (let step = 0; step < MOST_STEPS; step++) {
    const scale = 2 ** octaves;
    const { slope, curvature } = derivatives(bins, scale);
    const change = slope / (curvature * scale * Math.LN2);
    octaves -= change;
    if (Math.abs(change) <= last) {
      return octaves;
    }
  }
  return null;
}

/** The same elements in fewer, wider bins. */
function together(bins: readonly MarginBin[]): MarginBin[] {
  const wide: MarginBin[] = [];
  for (const bin of bins) {
    const before = wide.at(-1);
    const number = Math.floor(bin.bin / TOGETHER);
    if (before?.bin === number) {
      wide[wide.length - 1] = joined(before, bin);
    } else {
      wide.push({ ...bin, bin: number });
    }
  }
  return wide;
}

function joined(one: MarginBin, other: MarginBin): MarginBin {
  const count = one.count + other.count;
  const share = other.count / count;
  const distance = other.mean - one.mean;
  return {
    bin: one.bin,
    count,
    mean: one.mean + share * distance,
    variance: (1 - share) * one.variance + share * other.variance + share * (1 - share) * distance * distance,
  };
}

function withoutMinimum(fallsWithScale: boolean): string {
  return fallsWithScale
    ? 'No example is clearly on the wrong side, so the cross-entropy falls the more the logits are scaled up: no temperature is the best.'
    : 'The cross-entropy falls the more the logits are scaled down: they are no better than a guess, and no temperature is the best.';
}

/**
 * Σ d(−log σ(b x_t))/db = Σ −x_t σ(−b x_t), to second order within each bin, and its derivative,
 * Σ x_t² σ(b x_t) σ(−b x_t), to first order, which is enough to step by.
 */
function derivatives(bins: readonly MarginBin[], scale: number): { slope: number; curvature: number } {
  let [slope, curvature] = [0, 0];
  for (const { count, mean, variance } of bins) {
    const x = scale * mean;
    const decay = Math.exp(-Math.abs(x));
    const p = (x >= 0 ? 1 : decay) / (1 + decay);
    const q = (x >= 0 ? decay : 1) / (1 + decay);
    slope += count * ((scale * q * p * (2 - x * (p - q)) * variance) / 2 - mean * q);
    curvature += count * (mean * mean + variance) * p * q;
  }
  return { slope, curvature };
}

/** Σ −log σ(b x_t), to second order within each bin. */
function crossEntropyAt(bins: readonly MarginBin[], scale: number): number {
  let sum = 0;
  for (const { count, mean, variance } of bins) {
    const x = scale * mean;
    const decay = Math.exp(-Math.abs(x));
    const turn = (scale * scale * decay) / ((1 + decay) * (1 + decay));
    sum += count * (Math.log1p(decay) - (x < 0 ? x : 0) + (turn * variance) / 2);
  }
  return sum;
}
