import { focalLossGradient, focalLossStar } from '../../loss/binary';
import { sigmoid } from '../../numerics/stable';
import { meanLoss } from '../derive/cumulative-loss';
import { type MarginBin, marginBins } from '../statistics/margin-histogram';
import { PROBABILITY_BINS } from '../statistics/probabilities';
import { classWeights } from '../terms/class-weights';
import type { Parameters, Report } from './report';

/** Bins of elements with one α. */
export interface Weighed {
  readonly bins: readonly MarginBin[];
  readonly alpha: number;
}

/** The bins from which the losses of the positives, or of the negatives, are summed. */
export interface SideBins {
  /** α of a hard target of this side. */
  readonly alpha: number;
  /** Bins over x_t. */
  readonly shares: readonly Weighed[];
  /** Cross-entropy by bins over the logit of the interpolated p_t, for a sigmoid's soft targets; otherwise null. */
  readonly modulated: readonly Weighed[] | null;
  /** True if x_t determines p_t. It does not if soft targets are divided between the classes of a softmax. */
  readonly isByProbability: boolean;
}

/** The bins of both sides under another α; null if the report has no suitable ones. */
export function sideBinsOf(
  { interpretation, inputs, statistics }: Report,
  alpha: Parameters['alpha'],
): { readonly positives: SideBins; readonly negatives: SideBins } | null {
  if (Array.isArray(alpha)) {
    return null;
  }
  const { link, targets } = interpretation;
  const weights = classWeights(alpha, link, { channels: 1 });
  const ofPositives = weights.positive[0] ?? 1;
  // A softmax has no negatives of a class: the background is weighted like every other class.
  const ofNegatives = link === 'softmax' ? ofPositives : (weights.negative[0] ?? 1);
  const { margins, lossMargins } = statistics;
  if (lossMargins === null) {
    if (targets === 'soft' || inputs.some(({ role }) => role === 'weight')) {
      return null;
    }
    const plain = (side: 'positives' | 'negatives', alphaOfSide: number): SideBins => ({
      alpha: alphaOfSide,
      shares: [{ bins: marginBins(margins[side]), alpha: alphaOfSide }],
      modulated: null,
      isByProbability: true,
    });
    return { positives: plain('positives', ofPositives), negatives: plain('negatives', ofNegatives) };
  }
  const parts = ({
    alpha: alphaPart,
    oneMinusAlpha: complementPart,
  }: (typeof lossMargins.weights)['positives']) => [
    { bins: marginBins(alphaPart), alpha: ofPositives },
    { bins: marginBins(complementPart), alpha: ofNegatives },
  ];
  const gathered = (side: 'positives' | 'negatives', alphaOfSide: number): SideBins => ({
    alpha: alphaOfSide,
    shares: parts(lossMargins.weights[side]),
    modulated: lossMargins.crossEntropy === null ? null : parts(lossMargins.crossEntropy[side]),
    isByProbability: targets !== 'soft',
  });
  return { positives: gathered('positives', ofPositives), negatives: gathered('negatives', ofNegatives) };
}

/** Sums over the positives or the negatives. */
export interface SideSums {
  /** α-balanced cross-entropy over cross-entropy. */
  readonly balance: number;
  readonly focal: number;
  readonly focalStar: number | null;
  /** Focal loss by bin of p_t; null if unknown. */
  readonly focalOfBins: readonly number[] | null;
  readonly gradientOfBins: readonly number[] | null;
}

export function sumsOf({ alpha, shares, modulated, isByProbability }: SideBins, gamma: number): SideSums {
  const focalOfBins = Array.from({ length: PROBABILITY_BINS }, () => 0);
  const gradientOfBins = Array.from({ length: PROBABILITY_BINS }, () => 0);
  let focalStar = 0;
  for (const { bins, alpha: weight } of modulated ?? shares) {
    for (const bin of bins) {
      const mean = modulated === null ? meanLoss(bin, gamma) : meanModulation(bin, gamma);
      const gradient = Math.abs(focalLossGradient(bin.mean, 1, { alpha: null, gamma }));
      const at = Math.min(PROBABILITY_BINS - 1, Math.floor(sigmoid(bin.mean) * PROBABILITY_BINS));
      focalOfBins[at] = (focalOfBins[at] ?? 0) + weight * bin.count * mean;
      gradientOfBins[at] = (gradientOfBins[at] ?? 0) + weight * bin.count * gradient;
    }
  }
  if (gamma > 0) {
    for (const { bins } of shares) {
      for (const bin of bins) {
        focalStar += bin.count * meanLossStar(bin, gamma);
      }
    }
  }
  const crossEntropy = (modulated ?? []).map(({ bins }) => sum(bins.map(({ count }) => count)));
  const balanced = (modulated ?? []).map(({ alpha: weight }, part) => weight * (crossEntropy[part] ?? 0));
  return {
    balance: modulated === null || sum(crossEntropy) === 0 ? alpha : sum(balanced) / sum(crossEntropy),
    focal: sum(focalOfBins),
    focalStar: gamma > 0 ? focalStar : null,
    focalOfBins: isByProbability || modulated !== null ? focalOfBins : null,
    gradientOfBins: isByProbability ? gradientOfBins : null,
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** Mean of (1 − p)^γ over a bin of the logit of p, to second order: f'' = γ q^γ p (γ p − q). */
function meanModulation({ mean, variance }: MarginBin, gamma: number): number {
  const p = sigmoid(mean);
  const q = sigmoid(-mean);
  const modulating = q ** gamma;
  return modulating + (gamma * modulating * p * (gamma * p - q) * variance) / 2;
}

/** Mean of FL* over a bin, to second order: FL*'' = γ σ(γ x_t) σ(−γ x_t). */
function meanLossStar({ mean, variance }: MarginBin, gamma: number): number {
  const second = gamma * sigmoid(gamma * mean) * sigmoid(-gamma * mean);
  return focalLossStar(mean, 1, gamma) + (second * variance) / 2;
}
