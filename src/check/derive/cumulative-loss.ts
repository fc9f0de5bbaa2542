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
  const terms = easiestFirst.map(({ mean }) => termsOf(mean));
  const losses = gammas.map((gamma) => cumulativeShares(lossesOf(easiestFirst, terms, gamma)));
  const kept = pointsThatMove([samples, ...losses.filter((loss) => loss !== null)]);
  const at = (shares: Float64Array) => [0, ...kept.map((point) => shares[point] ?? 1)];
  return losses.map((loss) => (loss === null ? null : { samples: at(samples), loss: at(loss) }));
}

/** @param terms of the bins' means */
function lossesOf(bins: readonly MarginBin[], terms: readonly LossTerms[], gamma: number): number[] {
  return terms.map((of, at) => {
    const { count = 0, variance = 0 } = bins[at] ?? {};
    return count * meanOver(variance, of, gamma);
  });
}

/** Running totals as shares of the whole; null when there is no whole. */
function cumulativeShares(values: readonly number[]): Float64Array | null {
  const shares = new Float64Array(values.length);
  let sum = 0;
  for (let at = 0; at < shares.length; at++) shares[at] = sum += values[at] ?? 0;
  if (!(sum > 0)) return null;
  for (let at = 0; at < shares.length; at++) shares[at] = Math.min(1, (shares[at] ?? 0) / sum);
  return shares;
}

function pointsThatMove(shares: readonly Float64Array[]): number[] {
  const last = (shares[0]?.length ?? 0) - 1;
  const kept: number[] = [];
  for (let point = -1; point < last; ) {
    point = nextThatMoves(shares, point, last);
    kept.push(point);
  }
  return kept;
}

/** The first point after `before` at which any curve has moved, or the last of all. */
function nextThatMoves(shares: readonly Float64Array[], before: number, last: number): number {
  let next = last;
  for (const share of shares) {
    const from = share[before] ?? 0;
    let point = before + 1;
    while (point < next && (share[point] ?? 1) - from < CURVE_STEP) point++;
    next = point;
  }
  return next;
}

/** Mean of (1 − p_t)^γ (−log p_t) over a bin, to second order about the bin's mean. */
export function meanLoss({ mean, variance }: MarginBin, gamma: number): number {
  return meanOver(variance, termsOf(mean), gamma);
}

/** What the losses of an x_t are made of, whatever γ is. */
interface LossTerms {
  readonly crossEntropy: number;
  readonly p: number;
  readonly q: number;
}

function termsOf(margin: number): LossTerms {
  const decay = Math.exp(-Math.abs(margin));
  return {
    crossEntropy: Math.log1p(decay) + Math.max(0, -margin),
    p: (margin >= 0 ? 1 : decay) / (1 + decay),
    q: (margin >= 0 ? decay : 1) / (1 + decay),
  };
}

function meanOver(variance: number, { crossEntropy, p, q }: LossTerms, gamma: number): number {
  const modulating = power(q, gamma);
  // With f = q^γ c: f' = −q^γ (γ p c + q) and f'' = q^γ (γ² p² c − γ p q c + 2 γ p q + p q).
  const second =
    modulating * p * (gamma * gamma * p * crossEntropy - gamma * q * crossEntropy + 2 * gamma * q + q);
  return modulating * crossEntropy + (second * variance) / 2;
}
