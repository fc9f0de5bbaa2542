import { balancedAlpha, balancedAlphaAtPrior, gradientSize } from '../../loss/gradient-balance';
import { sideBinsOf } from '../report/estimate-sides';
import type { Report } from '../report/report';
import type { MarginBin } from '../statistics/margin-histogram';
import { meanOver } from './logit-bins';
import { trainedLossOf } from './trained-loss';

/** The α at which positives and negatives carry half of the gradient each, for one γ. */
export interface BalancePoint {
  readonly gamma: number;
  /** The balanced α of these logits. */
  readonly balancedAlpha: number;
  /** The balanced α of scores that all are the share of positives. */
  readonly atPrior: number;
}

/** The parts of the sides in Σ |dL/dx|, the size of the gradient by the logits. */
export interface GradientBalance {
  /** Elements; their weights where they are weighted. */
  readonly positives: number;
  readonly negatives: number;
  readonly alpha: number | null;
  readonly gamma: number;
  /** The part of the positives at this α and γ. */
  readonly positiveShare: number;
  /** The α that is balanced at this γ. */
  readonly balancedAlpha: number;
  /** The balanced α in the order of γ. */
  readonly line: readonly BalancePoint[];
  /** The α that weighs by the counts alone: the share of negatives. */
  readonly fromCounts: number;
  /** `keep` where neither side carries more than twice what the other does. */
  readonly advice: 'keep' | 'raise-alpha' | 'lower-alpha';
}

/** γ of the line: those of Lin et al. 2017, Table 1b, with more below 1, where the line falls fastest. */
const LINE = [0, 0.1, 0.2, 0.35, 0.5, 0.75, 1, 1.5, 2, 2.5, 3, 4, 5];

/** A side that carries less than this share is outweighed more than two to one. */
const LEAST_SHARE = 1 / 3;

/**
 * Computes how α and γ divide the gradient between positives and negatives on the logits of a report.
 * @returns null for a softmax, soft targets, weighted elements of an earlier version, and where a side is absent
 */
export function gradientBalanceOf(
  report: Report,
  { alpha, gamma } = trainedLossOf(report.parameters) ?? { alpha: null, gamma: report.parameters.gamma },
): GradientBalance | null {
  const sides = hardSidesOf(report);
  if (sides === null) {
    return null;
  }
  const { positives, negatives } = sides;
  const gradients = (at: number): [number, number] => [gradientOf(positives, at), gradientOf(negatives, at)];
  const [ofPositives, ofNegatives] = gradients(gamma);
  const weight = alpha ?? 0.5;
  const positiveShare = (weight * ofPositives) / (weight * ofPositives + (1 - weight) * ofNegatives);
  const counts = [countOf(positives), countOf(negatives)] as const;
  const fromCounts = balancedAlpha(...counts);
  return {
    positives: counts[0],
    negatives: counts[1],
    alpha,
    gamma,
    positiveShare,
    balancedAlpha: balancedAlpha(ofPositives, ofNegatives),
    line: LINE.map((each) => ({
      gamma: each,
      balancedAlpha: balancedAlpha(...gradients(each)),
      atPrior: balancedAlphaAtPrior(1 - fromCounts, each),
    })),
    fromCounts,
    advice:
      positiveShare < LEAST_SHARE ? 'raise-alpha' : positiveShare > 1 - LEAST_SHARE ? 'lower-alpha' : 'keep',
  };
}

/** The bins of x_t of both sides, weighted as the elements are, for hard targets of a sigmoid. */
export function hardSidesOf(
  report: Report,
): { readonly positives: readonly MarginBin[]; readonly negatives: readonly MarginBin[] } | null {
  const { link, targets } = report.interpretation;
  const sides = link === 'sigmoid' && targets !== 'soft' ? sideBinsOf(report, null) : null;
  if (sides === null) {
    return null;
  }
  const binsOf = (side: 'positives' | 'negatives') => sides[side].shares.flatMap(({ bins }) => bins);
  const [positives, negatives] = [binsOf('positives'), binsOf('negatives')];
  return countOf(positives) > 0 && countOf(negatives) > 0 ? { positives, negatives } : null;
}

function countOf(bins: readonly MarginBin[]): number {
  return bins.reduce((sum, { count }) => sum + count, 0);
}

function gradientOf(bins: readonly MarginBin[], gamma: number): number {
  return bins.reduce((sum, bin) => sum + bin.count * meanOver(bin, (x) => gradientSize(x, gamma)), 0);
}
