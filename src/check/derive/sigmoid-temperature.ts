import { rootOf, type Tangent } from '../../calibration/root';
import type { MarginBin } from '../statistics/margin-histogram';
import type { FittedTemperature, NoTemperature } from './temperature';

/** 1 / T is looked for between 2^−10 and 2^10. */
const WIDEST_OCTAVES = 10;

/** The temperature that minimises Σ −log σ(x_t / T), from the histograms of x_t. */
export function sigmoidTemperature(
  positives: readonly MarginBin[],
  negatives: readonly MarginBin[],
): FittedTemperature | NoTemperature {
  const bins = [...positives, ...negatives];
  const octaves = rootOf((at) => slopeAt(bins, at), -WIDEST_OCTAVES, WIDEST_OCTAVES);
  if (octaves !== null) {
    return { temperature: 2 ** -octaves, standardError: 0 };
  }
  const fallsWithScale = slopeAt(bins, -WIDEST_OCTAVES).value < 0;
  return {
    reason: {
      id: fallsWithScale ? 'no-temperature-scaled-up' : 'no-temperature-scaled-down',
      facts: {},
    },
  };
}

/** Σ d(−log σ(b x_t))/db = Σ −x_t σ(−b x_t), to second order within each bin; its derivative to first order. */
function slopeAt(bins: readonly MarginBin[], octaves: number): Tangent {
  const scale = 2 ** octaves;
  let value = 0;
  let curvature = 0;
  for (const { count, mean, variance } of bins) {
    const x = scale * mean;
    const decay = Math.exp(-Math.abs(x));
    const p = (x >= 0 ? 1 : decay) / (1 + decay);
    const q = (x >= 0 ? decay : 1) / (1 + decay);
    value += count * ((scale * q * p * (2 - x * (p - q)) * variance) / 2 - mean * q);
    curvature += count * mean * mean * p * q;
  }
  return { value, slope: Math.LN2 * scale * curvature };
}
