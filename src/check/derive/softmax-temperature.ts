import type { ReliabilityBin, ReliabilitySums, StatisticsRecord } from '../report/report';
import { INVERSE_TEMPERATURES } from '../statistics/temperature-grid';
import type { Interval } from './calibration-bounds';
import { reliabilityBins } from './reliability-bins';
import { rootOf } from './root';
import { total } from './sums';
import type { FittedTemperature, NoTemperature } from './temperature';

/** A mean slope below this is rounding: the cross-entropy is flat towards T = 0. */
const LEAST_SLOPE = 1e-9;

/**
 * How far beyond the points that were gathered, in ln T, the minimum is still told: by there the quintic's slope is at
 * most a third further off than in the middle of the wider intervals.
 */
export const REACH = 0.05;

const BEYOND_LARGEST =
  'The cross-entropy still falls at T = 32: the logits are hardly better than a guess, and the best temperature lies beyond what is looked at (1/32 to 32).';
const BEYOND_SMALLEST =
  'The cross-entropy still falls at T = 1/32: nearly every example is right, and the best temperature lies beyond what is looked at (1/32 to 32), if there is one.';
export const NOT_GATHERED =
  'The sums at the temperatures around the best one were not gathered by every shard: check the data in one run to learn it.';

type Temperatures = NonNullable<StatisticsRecord['temperatures']>;

/**
 * The temperature that minimises the softmax cross-entropy of logits / T: between the two grid points where
 * its slope changes sign the cross-entropy is the quintic through both values, slopes and curvatures; just beyond the
 * points that were gathered, that of the two nearest, and of shards that have only one in common, the parabola there.
 * None when the minimum lies beyond the grid (T outside 1/32 … 32), or further beyond the points that were gathered.
 */
export function softmaxTemperature(grid: Temperatures | null): FittedTemperature | NoTemperature {
  if (grid === null) {
    return { reason: NOT_GATHERED };
  }
  const examples = Math.max(0, ...grid.reliability.map(({ counts }) => total(counts)));
  const isGathered = (slope: number | null) => slope !== null;
  const first = grid.slope.findIndex(isGathered);
  const last = grid.slope.findLastIndex(isGathered);
  const rising = grid.slope.findIndex((slope) => slope !== null && slope > LEAST_SLOPE * examples);
  if (rising === 0) {
    return { reason: BEYOND_LARGEST };
  }
  if (rising < 0 && last === grid.slope.length - 1) {
    return { reason: BEYOND_SMALLEST };
  }
  if (first < 0) {
    return { reason: NOT_GATHERED };
  }
  if (first === last) {
    return besideOne(grid, first, examples);
  }
  const right = rising < 0 ? last : Math.max(rising, first + 1);
  const left = right - 1;
  const [low, high] = [INVERSE_TEMPERATURES[left] ?? 1, INVERSE_TEMPERATURES[right] ?? 1];
  const step = Math.log(high / low);
  const endAt = (point: number, inverse: number) => endOf(grid, point, { inverse, step, examples });
  const quintic = throughEnds(endAt(left, low), endAt(right, high));
  const isBetween = rising > first;
  const [least, most] = isBetween ? [0, 1] : rising < 0 ? [1, 1 + REACH / step] : [-REACH / step, 0];
  const place = rootOf((at) => quintic.slope(at), least, most) ?? (isBetween ? 0 : null);
  if (place === null) {
    return { reason: NOT_GATHERED };
  }
  return {
    temperature: Math.exp(-place * step) / low,
    crossEntropy: quintic.value(place),
    reliability: () => between(grid, left, right, Math.max(0, Math.min(1, place))),
    sumsAbove: () => sumsAbove(grid.reliability[left], grid.reliability[right], place),
  };
}

/** Just beside the only point that was gathered: ln T is off by about the square of how far it is away. */
function besideOne(grid: Temperatures, point: number, examples: number): FittedTemperature | NoTemperature {
  const inverse = INVERSE_TEMPERATURES[point] ?? 1;
  const { value, slope, curvature } = endOf(grid, point, { inverse, step: 1, examples });
  const away = -slope / curvature;
  if (!(curvature > 0 && Math.abs(away) <= REACH)) {
    return { reason: NOT_GATHERED };
  }
  const sums = grid.reliability[point];
  return {
    temperature: Math.exp(-away) / inverse,
    crossEntropy: value + (slope * away) / 2,
    reliability: () => (sums === undefined ? [] : reliabilityBins(sums)),
    sumsAbove: () => sumsAbove(sums, sums, away < 0 ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY),
  };
}

interface End {
  readonly value: number;
  readonly slope: number;
  readonly curvature: number;
}

/** Mean cross-entropy and its derivatives with respect to log(1 / T), in units of `step`. */
function endOf(
  grid: Temperatures,
  point: number,
  { inverse, step, examples }: { readonly inverse: number; readonly step: number; readonly examples: number },
): End {
  const slope = ((grid.slope[point] ?? Number.NaN) / examples) * inverse;
  const curvature = ((grid.curvature[point] ?? Number.NaN) / examples) * inverse * inverse + slope;
  return {
    value: (grid.crossEntropy[point] ?? Number.NaN) / examples,
    slope: slope * step,
    curvature: curvature * step * step,
  };
}

/** The quintic Hermite polynomial on [0, 1]. */
function throughEnds(left: End, right: End) {
  const rise = right.value - left.value - left.slope - left.curvature / 2;
  const turn = right.slope - left.slope - left.curvature;
  const bend = right.curvature - left.curvature;
  const third = 10 * rise - 4 * turn + bend / 2;
  const fourth = -15 * rise + 7 * turn - bend;
  const fifth = 6 * rise - 3 * turn + bend / 2;
  return {
    value: (at: number) =>
      left.value + at * (left.slope + at * (left.curvature / 2 + at * (third + at * (fourth + at * fifth)))),
    slope: (at: number) =>
      left.slope + at * (left.curvature + at * (3 * third + at * (4 * fourth + at * 5 * fifth))),
  };
}

/** Reliability between two temperatures of the grid: their bins, mixed by nearness. */
function between(
  { reliability }: Temperatures,
  left: number,
  right: number,
  place: number,
): ReliabilityBin[] {
  const [lower, upper] = [reliability[left], reliability[right]];
  if (lower === undefined || upper === undefined) {
    return [];
  }
  const mix = (quantity: 'counts' | 'confidences' | 'outcomes') =>
    lower[quantity].map((value, bin) => (1 - place) * value + place * (upper[quantity][bin] ?? 0));
  return reliabilityBins({
    counts: mix('counts'),
    confidences: mix('confidences'),
    outcomes: mix('outcomes'),
  });
}

/**
 * Σ (outcome − confidence) over the examples at or above the lower edge of each bin. Confidences rise as T falls, so
 * that the sums of either lie between those at the two grid points, and beyond these on one side only.
 * @param place of the temperature: 0 at the left point, 1 at the right one, less or more beyond them
 */
function sumsAbove(
  left: ReliabilitySums | undefined,
  right: ReliabilitySums | undefined,
  place: number,
): Interval[] {
  if (left === undefined || right === undefined) {
    return [];
  }
  return left.counts.map((_, bin) => {
    const above = (sums: readonly number[]) => total(sums.slice(bin));
    const least = place < 0 ? { outcomes: 0, confidences: 0 } : sumsOf(place > 1 ? right : left, above);
    const most =
      place > 1
        ? { outcomes: total(right.outcomes), confidences: total(right.counts) }
        : sumsOf(place < 0 ? left : right, above);
    return { low: least.outcomes - most.confidences, high: most.outcomes - least.confidences };
  });
}

function sumsOf({ outcomes, confidences }: ReliabilitySums, add: (sums: readonly number[]) => number) {
  return { outcomes: add(outcomes), confidences: add(confidences) };
}
