import { power } from '../../numerics/margin-losses';
import type { CumulativeLoss, StatisticsRecord } from '../report/report';
import { type MarginBin, marginBins } from '../statistics/margin-histogram';

/** Figure 4 shows γ = 0, 0.5, 1 and 2. */
const FIGURE_GAMMAS = [0, 0.5, 1, 2];
/** A point is kept if the share of samples, or of the loss on any curve, has changed by this much since the last one. */
const CURVE_STEP = 0.01;

/**
 * The paper's Figure 4 from the histograms of x_t: samples sorted from low to high loss against their share of the total
 * loss. The loss falls as x_t grows, so the bins are already sorted. All curves of a side share their sample shares.
 */
export function cumulativeLossesOf(margins: StatisticsRecord['margins'], gamma: number): CumulativeLoss[] {
  const gammas = [...new Set([...FIGURE_GAMMAS, gamma])].sort((one, other) => one - other);
  const positives = curves(marginBins(margins.positives), gammas);
  const negatives = curves(marginBins(margins.negatives), gammas);
  if (positives === null && negatives === null) {
    return [];
  }
  return gammas.map((each, at) => ({
    gamma: each,
    positives: positives?.[at] ?? null,
    negatives: negatives?.[at] ?? null,
  }));
}

/** One curve per γ, null if all its losses are zero; null without samples. */
function curves(bins: readonly MarginBin[], gammas: readonly number[]): CumulativeLoss['positives'][] | null {
  const easiestFirst = bins.toReversed();
  const samples = runningTotals(Float64Array.from(easiestFirst, ({ count }) => count));
  if (samples === null) {
    return null;
  }
  const terms = easiestFirst.map(termsOf);
  const losses = gammas.map((gamma) => runningTotals(lossesOf(easiestFirst, terms, gamma)));
  const kept = pointsThatMove([samples, ...losses.filter((loss) => loss !== null)]);
  const at = (totals: RunningTotals) => [0, ...kept.map((point) => shareAt(totals, point))];
  return losses.map((loss) => (loss === null ? null : { samples: at(samples), loss: at(loss) }));
}

function lossesOf(bins: readonly MarginBin[], terms: readonly LossTerms[], gamma: number): Float64Array {
  const losses = new Float64Array(bins.length);
  for (let at = 0; at < losses.length; at++) {
    const bin = bins[at];
    const of = terms[at];
    if (bin !== undefined && of !== undefined) {
      losses[at] = bin.count * meanOver(of, gamma);
    }
  }
  return losses;
}

interface RunningTotals {
  readonly totals: Float64Array;
  readonly whole: number;
}

/** Running totals; null when the total is zero. */
function runningTotals(values: Float64Array): RunningTotals | null {
  let whole = 0;
  for (let at = 0; at < values.length; at++) {
    whole += values[at] ?? 0;
    values[at] = whole;
  }
  return whole > 0 ? { totals: values, whole } : null;
}

/** Share of the total of a point and all points before it; 0 before the first. */
function shareAt({ totals, whole }: RunningTotals, point: number): number {
  return Math.min(1, (totals[point] ?? 0) / whole);
}

function pointsThatMove(curves: readonly RunningTotals[]): number[] {
  const last = (curves[0]?.totals.length ?? 0) - 1;
  const kept: number[] = [];
  for (let point = -1; point < last; ) {
    point = nextThatMoves(curves, point, last);
    kept.push(point);
  }
  return kept;
}

/** The first point after `before` at which any curve has changed by `CURVE_STEP`; otherwise the last point. */
function nextThatMoves(curves: readonly RunningTotals[], before: number, last: number): number {
  let next = last;
  for (const curve of curves) {
    const { totals, whole } = curve;
    const least = (shareAt(curve, before) + CURVE_STEP) * whole;
    let point = before + 1;
    while (point < next && (totals[point] ?? 0) < least) {
      point++;
    }
    next = point;
  }
  return next;
}

/** Mean of (1 − p_t)^γ (−log p_t) over a bin, to second order about the bin's mean. */
export function meanLoss(bin: MarginBin, gamma: number): number {
  return meanOver(termsOf(bin), gamma);
}

/** Coefficients of a bin's mean loss, which is q^γ (constant + γ (linear + γ quadratic)). */
interface LossTerms {
  readonly q: number;
  readonly constant: number;
  readonly linear: number;
  readonly quadratic: number;
}

/** With the cross-entropy c and f = q^γ c: f' = −q^γ (γ p c + q) and f'' = q^γ p (γ² p c − γ q c + 2 γ q + q). */
function termsOf({ mean, variance }: MarginBin): LossTerms {
  const decay = Math.exp(-Math.abs(mean));
  const crossEntropy = Math.log1p(decay) + Math.max(0, -mean);
  const p = (mean >= 0 ? 1 : decay) / (1 + decay);
  const q = (mean >= 0 ? decay : 1) / (1 + decay);
  const spread = (p * variance) / 2;
  return {
    q,
    constant: crossEntropy + spread * q,
    linear: spread * q * (2 - crossEntropy),
    quadratic: spread * p * crossEntropy,
  };
}

function meanOver({ q, constant, linear, quadratic }: LossTerms, gamma: number): number {
  return power(q, gamma) * (constant + gamma * (linear + gamma * quadratic));
}
