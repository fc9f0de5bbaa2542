import type { StatisticsRecord } from '../report/report';
import { Reliability, type ReliabilityRecord, reliabilityStatistic } from '../statistics/reliability';

type TemperatureSums = NonNullable<StatisticsRecord['temperature']>;

/** The sums of the elements of consecutive rows at a temperature T. */
export interface RunAtTemperature {
  readonly crossEntropy: number;
  /** Its derivatives by ln T. */
  readonly slope: number;
  readonly curvature: number;
  readonly reliability: ReliabilityRecord;
}

/**
 * Scales a sample's runs up to all elements. What differs between the runs says how far that is to be trusted: neighbouring
 * rows may be alike.
 * @param elements of all data
 * @param isFitted whether the temperature comes from the sample, not from all elements
 */
export function temperatureSums(
  temperature: number,
  runs: readonly RunAtTemperature[],
  elements: number,
  isFitted: boolean,
): TemperatureSums {
  const reliability = runs
    .map((run) => run.reliability)
    .reduce(reliabilityStatistic.merge, new Reliability().record());
  const taken = reliability.counts.reduce((sum, one) => sum + one, 0);
  const factor = taken === 0 ? 0 : elements / taken;
  const total = (quantity: 'crossEntropy' | 'curvature') =>
    factor * runs.reduce((sum, run) => sum + run[quantity], 0);
  const curvature = total('curvature');
  const crossEntropy = total('crossEntropy');
  const logarithm = Math.log(temperature);
  const scaled = (values: readonly number[]) => values.map((value) => factor * value);
  return {
    beyondLargest: 0,
    beyondSmallest: 0,
    curvature,
    logarithm: curvature * logarithm,
    squares: curvature * logarithm * logarithm,
    variance: isFitted
      ? varianceOfRuns(
          runs.map(({ slope }) => slope),
          factor,
        )
      : 0,
    crossEntropy: Number.isFinite(crossEntropy) ? crossEntropy : null,
    counts: scaled(reliability.counts),
    confidences: scaled(reliability.confidences),
    outcomes: scaled(reliability.outcomes),
    errorVariance: varianceOfRuns(errorsOf(runs, reliability, taken), factor),
  };
}

/** A part of the data that has no best temperature. */
export function withoutTemperature(isBeyondLargest: boolean): TemperatureSums {
  return {
    beyondLargest: isBeyondLargest ? 1 : 0,
    beyondSmallest: isBeyondLargest ? 0 : 1,
    ...{ curvature: 0, logarithm: 0, squares: 0, variance: 0, crossEntropy: 0, errorVariance: 0 },
    ...new Reliability().record(),
  };
}

/** The excess of each run over its share of Σ bins |Σ (outcome − confidence)|. */
function errorsOf(runs: readonly RunAtTemperature[], whole: ReliabilityRecord, taken: number): number[] {
  const gaps = ({ outcomes, confidences }: ReliabilityRecord) =>
    outcomes.map((outcome, bin) => outcome - (confidences[bin] ?? 0));
  const signs = gaps(whole).map(Math.sign);
  const error = gaps(whole).reduce((sum, gap) => sum + Math.abs(gap), 0) / taken;
  return runs.map(({ reliability }) => {
    const count = reliability.counts.reduce((sum, one) => sum + one, 0);
    return gaps(reliability).reduce((sum, gap, bin) => sum + (signs[bin] ?? 0) * gap, -error * count);
  });
}

/**
 * The variance of a sum over all elements that is scaled up from the runs of a sample.
 * @param residuals what each run has more than its part of the sum over the runs
 * @param factor all elements for one of the sample
 */
export function varianceOfRuns(residuals: readonly number[], factor: number): number {
  const runs = residuals.length;
  return runs < 2
    ? 0
    : (factor * factor * Math.max(0, 1 - 1 / factor) * runs * sumOfSquares(residuals)) / (runs - 1);
}

function sumOfSquares(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value * value, 0);
}
