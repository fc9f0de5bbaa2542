import { focalLoss, focalLossStar } from '../../loss/binary';
import { sigmoid } from '../../numerics/stable';
import { edgesOf } from '../statistics/margin-histogram';
import type { SideBins, Weighed } from './estimate-sides';

/** Relative error of the histograms' means and variances in the kernel. */
const ROUNDING = 2e-6;

/**
 * Bound on the relative error of Σ FL and Σ FL* when both are computed to second order about the mean of each bin. The
 * remainder is f‴(ξ) d³ / 6 for an element at the distance d from the mean. |f‴| ≤ (γ + 1)³ f for FL and for (1 − p)^γ,
 * and |f‴| ≤ γ³ f for FL*. All fall with x_t, so that f is largest at the bin's lower edge.
 * @returns Infinity if an element beyond the histogram contributes
 */
export function estimateErrorBound(sides: readonly SideBins[], gamma: number): number {
  const shares = sides.flatMap((side) => side.shares);
  const modulated = sides.flatMap((side) => side.modulated ?? []);
  const loss = (x: number) => focalLoss(x, 1, { alpha: null, gamma });
  const modulation = (x: number) => sigmoid(-x) ** gamma;
  const focal =
    modulated.length > 0
      ? boundOf(modulated, modulation, (gamma + 1) ** 3)
      : boundOf(shares, loss, (gamma + 1) ** 3);
  if (gamma === 0) {
    return focal;
  }
  // FL* has no α.
  const unweighed = shares.map(({ bins }) => ({ bins, alpha: 1 }));
  return Math.max(
    focal,
    boundOf(unweighed, (x) => focalLossStar(x, 1, gamma), gamma ** 3),
  );
}

function boundOf(weighed: readonly Weighed[], loss: (margin: number) => number, steepness: number): number {
  let error = 0;
  let least = 0;
  for (const { bins, alpha } of weighed) {
    for (const { bin, count, mean, variance } of bins) {
      const { low, high } = edgesOf(bin);
      const largest = alpha * count * loss(low);
      if (largest === 0) {
        continue;
      }
      error += (largest * steepness * variance * Math.max(mean - low, high - mean)) / 6;
      least += alpha * count * loss(high);
    }
  }
  return least > 0 || error > 0 ? error / least + ROUNDING : 0;
}
