import type { CumulativeLoss, StatisticsRecord } from '../report';
import { type MarginBin, marginBins } from '../statistics/margin-histogram';

/** Figure 4 shows γ = 0, 0.5, 1 and 2. */
const FIGURE_GAMMAS = [0, 0.5, 1, 2];
/** A point is kept when either axis has moved by this much: at most 200 points a curve. */
const CURVE_STEP = 0.01;

/**
 * The paper's Figure 4 from the histograms of x_t: samples sorted from low to high loss, and the share of the
 * loss that the lowest of them carry. Loss falls as x_t grows, so the order is that of the bins.
 */
export function cumulativeLossesOf(margins: StatisticsRecord['margins'], gamma: number): CumulativeLoss[] {
  const positives = marginBins(margins.positives);
  const negatives = marginBins(margins.negatives);
  if (positives.length === 0 && negatives.length === 0) return [];
  const gammas = [...new Set([...FIGURE_GAMMAS, gamma])].sort((one, other) => one - other);
  return gammas.map((each) => ({
    gamma: each,
    positives: curve(positives, each),
    negatives: curve(negatives, each),
  }));
}

function curve(bins: readonly MarginBin[], gamma: number): CumulativeLoss['positives'] {
  const easiestFirst = bins
    .toReversed()
    .map((bin) => ({ count: bin.count, loss: bin.count * meanLoss(bin, gamma) }));
  const samples = easiestFirst.reduce((sum, { count }) => sum + count, 0);
  const loss = easiestFirst.reduce((sum, bin) => sum + bin.loss, 0);
  if (samples === 0 || !(loss > 0)) return null;
  const points = { samples: [0], loss: [0] };
  let samplesSoFar = 0;
  let lossSoFar = 0;
  easiestFirst.forEach((bin, at) => {
    samplesSoFar += bin.count;
    lossSoFar += bin.loss;
    const stepX = samplesSoFar / samples - (points.samples.at(-1) ?? 0);
    const stepY = lossSoFar / loss - (points.loss.at(-1) ?? 0);
    if (stepX < CURVE_STEP && stepY < CURVE_STEP && at < easiestFirst.length - 1) return;
    points.samples.push(samplesSoFar / samples);
    points.loss.push(Math.min(1, lossSoFar / loss));
  });
  return points;
}

/** Mean of (1 − p_t)^γ (−log p_t) over a bin, to second order about the bin's mean. */
export function meanLoss({ mean, variance }: MarginBin, gamma: number): number {
  const decay = Math.exp(-Math.abs(mean));
  const crossEntropy = Math.log1p(decay) + Math.max(0, -mean);
  const p = (mean >= 0 ? 1 : decay) / (1 + decay);
  const q = (mean >= 0 ? decay : 1) / (1 + decay);
  const modulating = q ** gamma;
  // With f = q^γ c: f' = −q^γ (γ p c + q) and f'' = q^γ (γ² p² c − γ p q c + 2 γ p q + p q).
  const second =
    modulating * p * (gamma * gamma * p * crossEntropy - gamma * q * crossEntropy + 2 * gamma * q + q);
  return modulating * crossEntropy + (second * variance) / 2;
}
