import { focalLossGradient, focalLossStar } from '../loss/binary';
import { sigmoid } from '../loss/stable';
import { buildReport } from './build-report';
import { meanLoss } from './derive/cumulative-loss';
import { estimateErrorBound } from './estimate-bound';
import { assertInRange } from './parameters';
import type { Parameters, Report, StatisticsRecord } from './report';
import { classWeights } from './statistics/class-weights';
import { type MarginBin, marginBins } from './statistics/margin-histogram';
import { PROBABILITY_BINS } from './statistics/probability-histogram';

/** A worse estimate than this, relative, is none. */
export const WORST_ESTIMATE = 1e-4;

/**
 * What the report would be with another α, γ or reduction, from its histograms of x_t instead of the data: at once,
 * whatever the data's size. Cross-entropies, counts and calibration stay exact; the sums of FL and FL* are within the
 * bound that the report states; how they are shared between more than two classes is taken from the report. With another
 * reduction alone all stays exact.
 * @returns null where x_t does not determine the loss (soft targets, weights, one α a class), and where the bound is
 *   worse than `WORST_ESTIMATE`
 * @throws ParameterError as a check does
 */
export function estimateReport(report: Report, parameters: Parameters): Report | null {
  assertInRange(parameters);
  if (isSameLoss(report.parameters, parameters)) {
    return buildReport({ ...report, parameters, milliseconds: report.timing.milliseconds });
  }
  const { interpretation, inputs } = report;
  const isPossible =
    interpretation.targets !== 'soft' &&
    !inputs.some(({ role }) => role === 'weight') &&
    !Array.isArray(parameters.alpha) &&
    !Array.isArray(report.parameters.alpha);
  if (!isPossible) return null;
  const channels = report.statistics.losses.counts.length / 2;
  const weights = classWeights(parameters.alpha, interpretation.link, { channels });
  // A softmax has no negatives of a class: the background is weighed as every other class.
  const negative = interpretation.link === 'softmax' ? weights.positive[0] : weights.negative[0];
  const { margins } = report.statistics;
  const positives = { bins: marginBins(margins.positives), alpha: weights.positive[0] ?? 1 };
  const negatives = { bins: marginBins(margins.negatives), alpha: negative ?? 1 };
  const relativeError = estimateErrorBound([positives, negatives], parameters.gamma);
  if (!(relativeError <= WORST_ESTIMATE)) return null;
  const sides = {
    positives: integrate(positives.bins, parameters.gamma, positives.alpha),
    negatives: integrate(negatives.bins, parameters.gamma, negatives.alpha),
  };
  return buildReport({
    ...report,
    parameters,
    statistics: {
      ...report.statistics,
      losses: estimatedLosses(report.statistics.losses, sides),
      probabilities: estimatedProbabilities(report.statistics.probabilities, sides),
      // What was given was compared with the loss of other parameters.
      gradient: null,
      loss: null,
    },
    milliseconds: report.timing.milliseconds,
    estimate: { relativeError },
  });
}

/** Whether two sets of parameters differ in the reduction alone. */
function isSameLoss(one: Parameters, other: Parameters): boolean {
  return one.gamma === other.gamma && JSON.stringify(one.alpha) === JSON.stringify(other.alpha);
}

/** Sums over the positives or the negatives. */
interface Side {
  readonly alpha: number;
  readonly focal: number;
  readonly focalStar: number | null;
  readonly focalGradient: number;
  /** By bin of p_t. */
  readonly focalOfBins: readonly number[];
  readonly gradientOfBins: readonly number[];
}

interface Sides {
  readonly positives: Side;
  readonly negatives: Side;
}

function integrate(bins: readonly MarginBin[], gamma: number, alpha: number): Side {
  const focalOfBins = Array.from({ length: PROBABILITY_BINS }, () => 0);
  const gradientOfBins = Array.from({ length: PROBABILITY_BINS }, () => 0);
  let focalStar = 0;
  for (const bin of bins) {
    const at = Math.min(PROBABILITY_BINS - 1, Math.floor(sigmoid(bin.mean) * PROBABILITY_BINS));
    const gradient = Math.abs(focalLossGradient(bin.mean, 1, { alpha: null, gamma }));
    focalOfBins[at] = (focalOfBins[at] ?? 0) + alpha * bin.count * meanLoss(bin, gamma);
    gradientOfBins[at] = (gradientOfBins[at] ?? 0) + alpha * bin.count * gradient;
    if (gamma > 0) focalStar += bin.count * meanLossStar(bin, gamma);
  }
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  return {
    alpha,
    focal: sum(focalOfBins),
    focalStar: gamma > 0 ? focalStar : null,
    focalGradient: sum(gradientOfBins),
    focalOfBins,
    gradientOfBins,
  };
}

/** Mean of FL* over a bin, to second order: FL*'' = γ σ(γ x_t) σ(−γ x_t). */
function meanLossStar({ mean, variance }: MarginBin, gamma: number): number {
  const second = gamma * sigmoid(gamma * mean) * sigmoid(-gamma * mean);
  return focalLossStar(mean, 1, gamma) + (second * variance) / 2;
}

function estimatedLosses(losses: StatisticsRecord['losses'], sides: Sides): StatisticsRecord['losses'] {
  const sideOf = (group: number) => (group % 2 === 1 ? sides.positives : sides.negatives);
  const shared = (quantity: 'focal' | 'focalStar' | 'focalGradient') => {
    const shares = sharesWithinSides(losses, quantity);
    return losses.counts.map((_, group) => {
      const whole = sideOf(group)[quantity];
      return whole === null ? null : whole * (shares[group] ?? 0);
    });
  };
  return {
    counts: losses.counts,
    crossEntropy: losses.crossEntropy,
    alphaBalancedCrossEntropy: losses.crossEntropy.map((sum, group) =>
      sum === null ? null : sideOf(group).alpha * sum,
    ),
    focal: shared('focal'),
    focalStar: shared('focalStar'),
    focalGradient: shared('focalGradient'),
  };
}

/** The share of each group in its side's sum; of the cross-entropy where that sum is zero or unknown. */
function sharesWithinSides(
  losses: StatisticsRecord['losses'],
  quantity: 'focal' | 'focalStar' | 'focalGradient',
): number[] {
  const sideSum = (values: readonly (number | null)[], side: number) =>
    values.reduce<number>((sum, value, group) => (group % 2 === side ? sum + (value ?? Number.NaN) : sum), 0);
  return losses.counts.map((_, group) => {
    const own = sideSum(losses[quantity], group % 2);
    const values = own > 0 ? losses[quantity] : losses.crossEntropy;
    const whole = own > 0 ? own : sideSum(losses.crossEntropy, group % 2);
    return whole > 0 ? (values[group] ?? 0) / whole : 0;
  });
}

function estimatedProbabilities(
  probabilities: StatisticsRecord['probabilities'],
  { positives, negatives }: Sides,
): StatisticsRecord['probabilities'] {
  return {
    ...probabilities,
    alphaBalancedCrossEntropy: probabilities.crossEntropy.map((sum, bin) =>
      sum === null ? null : (bin >= PROBABILITY_BINS ? positives : negatives).alpha * sum,
    ),
    focal: [...negatives.focalOfBins, ...positives.focalOfBins],
    focalGradient: [...negatives.gradientOfBins, ...positives.gradientOfBins],
  };
}
