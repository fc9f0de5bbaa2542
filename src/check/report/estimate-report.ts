import { assertInRange } from '../input/parameters';
import { PROBABILITY_BINS } from '../statistics/probabilities';
import { buildReport } from './build-report';
import { estimateErrorBound } from './estimate-bound';
import { type SideSums, sideBinsOf, sumsOf } from './estimate-sides';
import type { Parameters, Report, StatisticsRecord } from './report';

/** Largest relative error of an estimate; there is no estimate beyond it. */
export const WORST_ESTIMATE = 1e-4;

/**
 * Estimates the report with another α, γ or reduction from its histograms of x_t. The time does not depend on the data's
 * size. Cross-entropies, counts and calibration stay exact. The sums of FL and FL* are within the bound that the report
 * states. Their shares between more than two classes, and the gradients of soft targets, are copied from the report. If
 * only the reduction changes, everything stays exact.
 * @returns null with one α per class, before or after, and if the bound is worse than `WORST_ESTIMATE`
 * @throws ParameterError like a check
 */
export function estimateReport(report: Report, parameters: Parameters): Report | null {
  assertInRange(parameters);
  if (isSameLoss(report.parameters, parameters)) {
    return buildReport({ ...report, parameters, milliseconds: report.timing.milliseconds });
  }
  const bins = Array.isArray(report.parameters.alpha) ? null : sideBinsOf(report, parameters.alpha);
  if (bins === null) {
    return null;
  }
  const relativeError = estimateErrorBound([bins.positives, bins.negatives], parameters.gamma);
  if (!(relativeError <= WORST_ESTIMATE)) {
    return null;
  }
  const sides = {
    positives: sumsOf(bins.positives, parameters.gamma),
    negatives: sumsOf(bins.negatives, parameters.gamma),
  };
  return buildReport({
    ...report,
    parameters,
    statistics: {
      ...report.statistics,
      losses: estimatedLosses(report.statistics.losses, sides),
      probabilities: estimatedProbabilities(report.statistics.probabilities, sides),
      // Given gradients and losses were compared with other parameters.
      gradient: null,
      loss: null,
    },
    milliseconds: report.timing.milliseconds,
    estimate: { relativeError },
  });
}

/** True if two sets of parameters differ at most in the reduction. */
function isSameLoss(one: Parameters, other: Parameters): boolean {
  return one.gamma === other.gamma && JSON.stringify(one.alpha) === JSON.stringify(other.alpha);
}

interface Sides {
  readonly positives: SideSums;
  readonly negatives: SideSums;
}

type LossSums = StatisticsRecord['losses'];

function estimatedLosses(losses: LossSums, sides: Sides): LossSums {
  const sideOf = (group: number) => (group % 2 === 1 ? sides.positives : sides.negatives);
  const shared = (
    quantity: 'focal' | 'focalStar' | 'focalGradient',
    whole: (side: SideSums) => number | null,
  ) => {
    const shares = sharesWithinSides(losses, quantity);
    return losses.counts.map((_, group) => {
      const sum = whole(sideOf(group));
      return sum === null ? null : sum * (shares[group] ?? 0);
    });
  };
  const isGradientKnown = sides.positives.gradientOfBins !== null;
  return {
    counts: losses.counts,
    crossEntropy: losses.crossEntropy,
    alphaBalancedCrossEntropy: losses.crossEntropy.map((sum, group) =>
      sum === null ? null : sideOf(group).balance * sum,
    ),
    focal: shared('focal', ({ focal }) => focal),
    focalStar: shared('focalStar', ({ focalStar }) => focalStar),
    focalGradient: isGradientKnown
      ? shared('focalGradient', ({ gradientOfBins }) =>
          (gradientOfBins ?? []).reduce((sum, one) => sum + one, 0),
        )
      : losses.focalGradient,
  };
}

/** Share of each group in its side's sum; in the cross-entropy if that sum is zero or unknown. */
function sharesWithinSides(losses: LossSums, quantity: 'focal' | 'focalStar' | 'focalGradient'): number[] {
  const sideSum = (values: readonly (number | null)[], side: number) =>
    values.reduce<number>((sum, value, group) => (group % 2 === side ? sum + (value ?? Number.NaN) : sum), 0);
  return losses.counts.map((_, group) => {
    const own = sideSum(losses[quantity], group % 2);
    const values = own > 0 ? losses[quantity] : losses.crossEntropy;
    const whole = own > 0 ? own : sideSum(losses.crossEntropy, group % 2);
    return whole > 0 ? (values[group] ?? 0) / whole : 0;
  });
}

type ProbabilitySums = StatisticsRecord['probabilities'];

function estimatedProbabilities(
  probabilities: ProbabilitySums,
  { positives, negatives }: Sides,
): ProbabilitySums {
  const sideOf = (bin: number) => (bin >= PROBABILITY_BINS ? positives : negatives);
  const before = (first: number) => probabilities.focal.slice(first, first + PROBABILITY_BINS);
  return {
    ...probabilities,
    alphaBalancedCrossEntropy: probabilities.crossEntropy.map((sum, bin) =>
      sum === null ? null : sideOf(bin).balance * sum,
    ),
    focal: [...focalOfBins(negatives, before(0)), ...focalOfBins(positives, before(PROBABILITY_BINS))],
    focalGradient:
      negatives.gradientOfBins === null || positives.gradientOfBins === null
        ? probabilities.focalGradient
        : [...negatives.gradientOfBins, ...positives.gradientOfBins],
  };
}

/** Focal loss of each bin of p_t. If the bins do not determine p_t, the sum is divided in the former proportions. */
function focalOfBins(side: SideSums, before: readonly (number | null)[]): readonly (number | null)[] {
  if (side.focalOfBins !== null) {
    return side.focalOfBins;
  }
  const whole = before.reduce<number>((sum, one) => sum + (one ?? 0), 0);
  return before.map((one) => (whole > 0 ? (side.focal * (one ?? 0)) / whole : 0));
}
