import type { Hardest, Place, ReliabilitySums, StatisticsRecord } from '../report/report';
import { HARDEST_KEPT } from './hardest-terms';
import { REMEMBERED_VALUES } from './left-out';

/** The statistics of two parts of the same data, taken under the same interpretation and parameters. */
export function mergeRecords(one: StatisticsRecord, other: StatisticsRecord): StatisticsRecord {
  return {
    values: mergeValues(one.values, other.values),
    leftOut: mergeLeftOut(one.leftOut, other.leftOut),
    losses: mergeSums(one.losses, other.losses),
    probabilities: mergeSums(one.probabilities, other.probabilities),
    margins: {
      positives: mergeMargins(one.margins.positives, other.margins.positives),
      negatives: mergeMargins(one.margins.negatives, other.margins.negatives),
    },
    lossMargins: mergeLossMargins(one.lossMargins, other.lossMargins),
    reliability: mergeReliability(one.reliability, other.reliability),
    temperature: mergeTemperature(one.temperature, other.temperature),
    gradient: mergeGradient(one.gradient, other.gradient),
    loss: mergeLossAgreement(one.loss, other.loss),
  };
}

export function mergeHardest(one: Hardest, other: Hardest): Hardest {
  const merge = (side: keyof Hardest) =>
    [...one[side], ...other[side]]
      .sort((first, second) => second.crossEntropy - first.crossEntropy)
      .slice(0, HARDEST_KEPT);
  return { positives: merge('positives'), negatives: merge('negatives') };
}

function mergeValues(
  one: StatisticsRecord['values'],
  other: StatisticsRecord['values'],
): StatisticsRecord['values'] {
  const { histogram, channels } = one;
  return {
    notANumber: one.notANumber + other.notANumber,
    positiveInfinity: one.positiveInfinity + other.positiveInfinity,
    negativeInfinity: one.negativeInfinity + other.negativeInfinity,
    saturated: one.saturated + other.saturated,
    beyondHalf: one.beyondHalf + other.beyondHalf,
    histogram: {
      ...histogram,
      counts: added(histogram.counts, other.histogram.counts),
      below: histogram.below + other.histogram.below,
      above: histogram.above + other.histogram.above,
    },
    channels: {
      counts: added(channels.counts, other.channels.counts),
      minima: extremes(channels.minima, other.channels.minima, Math.min),
      maxima: extremes(channels.maxima, other.channels.maxima, Math.max),
      sums: addedOrNull(channels.sums, other.channels.sums),
      squares: addedOrNull(channels.squares, other.channels.squares),
    },
  };
}

function mergeLeftOut(
  one: StatisticsRecord['leftOut'],
  other: StatisticsRecord['leftOut'],
): StatisticsRecord['leftOut'] {
  const invalidValues = new Map(one.invalidValues);
  for (const [value, times] of other.invalidValues) {
    invalidValues.set(value, (invalidValues.get(value) ?? 0) + times);
  }
  const first = (place: Place | null, otherPlace: Place | null) => place ?? otherPlace;
  return {
    ignored: one.ignored + other.ignored,
    nonFinite: one.nonFinite + other.nonFinite,
    invalidTargets: one.invalidTargets + other.invalidTargets,
    rowsNotSummingToOne: one.rowsNotSummingToOne + other.rowsNotSummingToOne,
    positivesWithoutWeight: one.positivesWithoutWeight + other.positivesWithoutWeight,
    firstNonFiniteLogit: first(one.firstNonFiniteLogit, other.firstNonFiniteLogit),
    firstNonFiniteTarget: first(one.firstNonFiniteTarget, other.firstNonFiniteTarget),
    firstInvalidTarget: first(one.firstInvalidTarget, other.firstInvalidTarget),
    invalidValues: [...invalidValues].slice(0, REMEMBERED_VALUES),
  };
}

/** Adds arrays of the same name. */
function mergeSums<Sums extends StatisticsRecord['losses'] | StatisticsRecord['probabilities']>(
  one: Sums,
  other: Sums,
): Sums {
  const merged = { ...one, counts: added(one.counts, other.counts) };
  merged.crossEntropy = addedOrNull(one.crossEntropy, other.crossEntropy);
  merged.alphaBalancedCrossEntropy = addedOrNull(
    one.alphaBalancedCrossEntropy,
    other.alphaBalancedCrossEntropy,
  );
  merged.focal = addedOrNull(one.focal, other.focal);
  merged.focalGradient = addedOrNull(one.focalGradient, other.focalGradient);
  if ('focalStar' in one && 'focalStar' in other && 'focalStar' in merged) {
    merged.focalStar = addedOrNull(one.focalStar, other.focalStar);
  }
  return merged;
}

type Margins = StatisticsRecord['margins']['positives'];

function mergeMargins(one: Margins, other: Margins): Margins {
  const merged = new Map(one.map((entry) => [entry[0], entry]));
  for (const [bin, count, sum, squares] of other) {
    const [, ...before] = merged.get(bin) ?? [bin, 0, 0, 0];
    merged.set(bin, [bin, before[0] + count, before[1] + sum, before[2] + squares]);
  }
  return [...merged.values()].sort(([first], [second]) => first - second);
}

type LossMargins = StatisticsRecord['lossMargins'];
type SideParts = NonNullable<LossMargins>['shares'];

/** Merges the histograms; null if one part has none. */
function mergeLossMargins(one: LossMargins, other: LossMargins): LossMargins {
  if (one === null || other === null) {
    return null;
  }
  return {
    shares: mergeSides(one.shares, other.shares),
    modulated:
      one.modulated === null || other.modulated === null ? null : mergeSides(one.modulated, other.modulated),
  };
}

function mergeSides(one: SideParts, other: SideParts): SideParts {
  const merge = (side: keyof SideParts) => ({
    own: mergeMargins(one[side].own, other[side].own),
    rest: mergeMargins(one[side].rest, other[side].rest),
  });
  return { positives: merge('positives'), negatives: merge('negatives') };
}

function mergeReliability(one: ReliabilitySums, other: ReliabilitySums): ReliabilitySums {
  return {
    counts: added(one.counts, other.counts),
    confidences: added(one.confidences, other.confidences),
    outcomes: added(one.outcomes, other.outcomes),
  };
}

function mergeTemperature(
  one: StatisticsRecord['temperature'],
  other: StatisticsRecord['temperature'],
): StatisticsRecord['temperature'] {
  if (one === null || other === null) {
    return one ?? other;
  }
  return {
    beyondLargest: one.beyondLargest + other.beyondLargest,
    beyondSmallest: one.beyondSmallest + other.beyondSmallest,
    curvature: one.curvature + other.curvature,
    logarithm: one.logarithm + other.logarithm,
    squares: one.squares + other.squares,
    variance: one.variance + other.variance,
    crossEntropy: sumOrNull(one.crossEntropy, other.crossEntropy),
    ...mergeReliability(one, other),
    errorVariance: one.errorVariance + other.errorVariance,
  };
}

function mergeGradient(
  one: StatisticsRecord['gradient'],
  other: StatisticsRecord['gradient'],
): StatisticsRecord['gradient'] {
  if (one === null || other === null) {
    return one ?? other;
  }
  return {
    given: sumOrNull(one.given, other.given),
    expected: sumOrNull(one.expected, other.expected),
    product: sumOrNull(one.product, other.product),
  };
}

function mergeLossAgreement(
  one: StatisticsRecord['loss'],
  other: StatisticsRecord['loss'],
): StatisticsRecord['loss'] {
  if (one === null || other === null) {
    return one ?? other;
  }
  const { focal, ...others } = one.disagreements;
  return {
    compared: one.compared + other.compared,
    disagreements: {
      focal: focal + other.disagreements.focal,
      ...sharedSums(others, other.disagreements),
    },
    largestDifference: Math.max(one.largestDifference, other.largestDifference),
    first: one.first ?? other.first,
  };
}

/** Sums of the counts that both parts have. A variant that one part did not compare is unknown for the whole. */
function sharedSums(
  one: Readonly<Record<string, number>>,
  other: Readonly<Record<string, number>>,
): Record<string, number> {
  return Object.fromEntries(
    Object.entries(one).flatMap(([id, amount]) => {
      const more = other[id];
      return more === undefined ? [] : [[id, amount + more] as const];
    }),
  );
}

function added(one: readonly number[], other: readonly number[]): number[] {
  return one.map((value, at) => value + (other[at] ?? 0));
}

function addedOrNull(one: readonly (number | null)[], other: readonly (number | null)[]): (number | null)[] {
  return one.map((value, at) => sumOrNull(value, other[at] ?? null));
}

function sumOrNull(one: number | null, other: number | null): number | null {
  return one === null || other === null ? null : one + other;
}

/** The more extreme value of each pair; null (no value) loses. */
function extremes(
  one: readonly (number | null)[],
  other: readonly (number | null)[],
  pick: (first: number, second: number) => number,
): (number | null)[] {
  return one.map((value, at) => {
    const its = other[at] ?? null;
    return value === null || its === null ? (value ?? its) : pick(value, its);
  });
}
