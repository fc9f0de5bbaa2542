import type { CumulativeLoss, StatisticsRecord } from '../report';
import { type MarginBin, marginBins } from '../statistics/margin-histogram';
import { power } from '../statistics/margin-losses';

/** Figure 4 shows γ = 0, 0.5, 1 and 2. */
const FIGURE_GAMMAS = [0, 0.5, 1, 2];
/** A point is kept when the samples or the loss of any curve have moved by this much. */
const CURVE_STEP = 0.01;

/**
 * The paper's Figure 4 from the histograms of x_t: samples sorted from low to high loss, and the share of the
 * loss that the lowest of them carry. Loss falls as x_t grows, so the order is that of the bins. All curves of a
 * side have the same sample shares.
 */
export function cumulativeLossesOf(margins: StatisticsRecord['margins'], gamma: number): CumulativeLoss[] {
  const gammas = [...new Set([...FIGURE_GAMMAS, gamma])].sort((one, other) => one - other);
  const positives = curves(marginBins(margins.positives), gammas);
  const negatives = curves(marginBins(margins.negatives), gammas);
  if (positives === null && negatives === null) return [];
  return gammas.map((each, at) => ({
    gamma: each,
    positives: positives?.[at] ?? null,
    negatives: negatives?.[at] ?? null,
  }));
}

/** One curve for each γ, null where all losses are zero; null without samples. */
function curves(bins: readonly MarginBin[], gammas: readonly number[]): CumulativeLoss['positives'][] | null {
  const easiestFirst = bins.toReversed();
  const samples = cumulativeShares(easiestFirst.map(({ count }) => count));
  if (samples === null) return null;
  const losses = gammas.map((gamma) =>
    cumulativeShares(easiestFirst.map((bin) => bin.count * meanLoss(bin, gamma))),
  );
  const kept = pointsThatMove([samples, ...losses.filter((loss) => loss !== null)]);
  const at = (shares: readonly number[]) => [0, ...kept.map((point) => shares[point] ?? 1)];
  return losses.map((loss) => (loss === null ? null : { samples: at(samples), loss: at(loss) }));
}

/** Running totals as shares of the whole; null when there is no whole. */
function cumulativeShares(values: readonly number[]): number[] | null {
  const whole = values.reduce((sum, value) => sum + value, 0);
  if (!(whole > 0)) return null;
  let sum = 0;
  return values.map((value) => {
    sum += value;
    return Math.min(1, sum / whole);
  });
}

function pointsThatMove(shares: readonly (readonly number[])[]): number[] {
  const last = (shares[0]?.length ?? 0) - 1;
  const kept: number[] = [];
  for (let point = 0; point <= last; point++) {
    if (point === last || hasMoved(shares, kept.at(-1) ?? -1, point)) kept.push(point);
  }
  return kept;
}

function hasMoved(shares: readonly (readonly number[])[], before: number, point: number): boolean {
  for (const share of shares) {
    if ((share[point] ?? 1) - (share[before] ?? 0) >= CURVE_STEP) return true;
  }
  return false;
}

/** Mean of (1 − p_t)^γ (−log p_t) over a bin, to second order about the bin's mean. */
export function meanLoss({ mean, variance }: MarginBin, gamma: number): number {
  const decay = Math.exp(-Math.abs(mean));
  const crossEntropy = Math.log1p(decay) + Math.max(0, -mean);
  const p = (mean >= 0 ? 1 : decay) / (1 + decay);
  const q = (mean >= 0 ? decay : 1) / (1 + decay);
  const modulating = power(q, gamma);
  // With f = q^γ c: f' = −q^γ (γ p c + q) and f'' = q^γ (γ² p² c − γ p q c + 2 γ p q + p q).
  const second =
    modulating * p * (gamma * gamma * p * crossEntropy - gamma * q * crossEntropy + 2 * gamma * q + q);
  return modulating * crossEntropy + (second * variance) / 2;
}
