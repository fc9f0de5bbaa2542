import type { ElementQuantity } from './candidate';
import { type GivenElements, givenElements, type TriedLoss } from './given-elements';
import { type Arithmetic, arithmeticOfAll } from './half-precision';
import type { LossData } from './loss-data';
import type { ReductionId } from './reductions';
import type { Rows } from './rows';
import { triedOfClasses } from './tried-of-classes';
import { triedVariants } from './tried-variants';

/** A loss beside the given values of the elements. */
export interface MatchedElements extends TriedLoss {
  /** The factor of the loss that fits the values best. */
  readonly scale: number;
  /** The reduction whose factor that is; null where none has it. */
  readonly reduction: ReductionId | null;
  /** The largest difference between a value and the loss times `scale`. */
  readonly largestDifference: number;
  /** Share of the elements that agree. */
  readonly agreeing: number;
}

export interface ElementMatches {
  readonly compared: number;
  /** Losses that give all elements, the likeliest first. */
  readonly matches: readonly MatchedElements[];
  /** The losses that give most elements, where none gives all. */
  readonly nearest: readonly MatchedElements[];
}

/** Elements on which all losses are compared. Those that agree are compared on all. */
const SAMPLE = 2048;
const MOST_COMPARED_ON_ALL = 8;
const MOST_NEAREST = 3;
/** A factor takes one element, and two agree by chance. */
const LEAST_ELEMENTS = 4;
/** Losses that give fewer elements are not near. */
const LEAST_AGREEING = 0.2;
/** Rounding of losses by their type, float32 where it is null: relative to the loss, and to the largest of all. */
const RELATIVE: Readonly<Record<Arithmetic, number>> = { float16: 2e-3, bfloat16: 1.6e-2 };
const RELATIVE_OF_FLOAT32 = 1e-4;
const OF_LARGEST = 1e-6;
/** The distance of the numbers of float16 at 0, where it is small beside the largest loss. */
const STEP_OF_FLOAT16 = 2 ** -24;
const MOST_STEP_OF_LARGEST = 1e-3;
/** Differences up to so many times the smallest are rounding alike. */
const ALIKE = 4;
/** The share of the relative rounding that is left of it in a factor, which is a median; all of it for float32. */
const LEFT_IN_SCALE = 0.25;
/** The cost of a factor. A loss without α, which is one with α times a number, costs less. */
const COST_OF_SCALE = 1.1;

/**
 * Compares given values with the loss or the gradient of every variant, element by element and up to one factor. Values that
 * float16 or bfloat16 has are taken for rounded in that type, also where the array is wider.
 * @param values the given value of each element or row
 */
export function matchElements(
  data: LossData,
  rows: Rows,
  values: Float64Array,
  quantities: readonly ElementQuantity[],
): ElementMatches {
  const given = givenElements(rows, values, values.length);
  const compared = given.values.length;
  if (compared < LEAST_ELEMENTS) {
    return { compared, matches: [], nearest: [] };
  }
  const tolerance = toleranceOf(given.values);
  const sample = givenElements(rows, values, SAMPLE);
  const tried = quantities.flatMap((quantity) =>
    [
      ...triedVariants(data, quantity),
      ...(rows.link === 'softmax' ? triedOfClasses(data, rows, quantity) : []),
    ].map((one) => matched(data, sample, one, tolerance)),
  );
  const matches = tried
    .filter(({ agreeing }) => agreeing === 1)
    .toSorted(byCost)
    .slice(0, MOST_COMPARED_ON_ALL)
    .map((one) => matched(data, given, one, tolerance))
    .filter(({ agreeing }) => agreeing === 1);
  const least = Math.min(...matches.map(({ largestDifference }) => largestDifference));
  const isAlike = ({ largestDifference }: MatchedElements) => largestDifference <= ALIKE * least;
  return {
    compared,
    matches: [...matches.filter(isAlike), ...matches.filter((match) => !isAlike(match))],
    nearest: matches.length > 0 ? [] : nearestOf(tried),
  };
}

function nearestOf(tried: readonly MatchedElements[]): MatchedElements[] {
  return tried
    .filter(({ agreeing }) => agreeing >= LEAST_AGREEING)
    .toSorted((one, other) => other.agreeing - one.agreeing || byCost(one, other))
    .slice(0, MOST_NEAREST);
}

function byCost(one: MatchedElements, other: MatchedElements): number {
  return costOf(one) - costOf(other);
}

function costOf({ cost, reduction }: MatchedElements): number {
  return cost + (reduction === null ? COST_OF_SCALE : 0);
}

/** How far rounding may move a loss. */
interface Tolerance {
  readonly relative: number;
  /** How near to 1 a factor is rounding. */
  readonly ofScale: number;
  readonly absolute: number;
}

function toleranceOf(values: Float64Array): Tolerance {
  const type = arithmeticOfAll(values);
  const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const hasSteps = type === 'float16' && STEP_OF_FLOAT16 <= MOST_STEP_OF_LARGEST * largest;
  return {
    relative: type === null ? RELATIVE_OF_FLOAT32 : RELATIVE[type],
    ofScale: type === null ? RELATIVE_OF_FLOAT32 : LEFT_IN_SCALE * RELATIVE[type],
    absolute: OF_LARGEST * largest + (hasSteps ? STEP_OF_FLOAT16 : 0),
  };
}

function matched(
  { divisors }: LossData,
  given: GivenElements,
  tried: TriedLoss,
  { relative, ofScale, absolute }: Tolerance,
): MatchedElements {
  const { values } = given;
  const expected = tried.valuesOf(given);
  const scale = scaleOf(values, expected, ofScale);
  let [agreeing, largestDifference] = [0, 0];
  for (const [at, value] of values.entries()) {
    const own = scale * (expected[at] ?? Number.NaN);
    const difference = Math.abs(value - own);
    largestDifference = Math.max(largestDifference, difference);
    agreeing += difference <= relative * Math.abs(own) + absolute ? 1 : 0;
  }
  return {
    ...tried,
    ...{ scale, largestDifference },
    reduction: reductionOf(scale, tried.quantity, divisors, ofScale),
    agreeing: agreeing / values.length,
  };
}

/** The values of a loss are not reduced; gradients are those of the reduced loss. */
function reductionOf(
  scale: number,
  quantity: ElementQuantity,
  divisors: LossData['divisors'],
  tolerance: number,
): ReductionId | null {
  if (quantity === 'loss') {
    return scale === 1 ? 'none' : null;
  }
  return divisors.find(({ divisor }) => Math.abs(scale * divisor - 1) <= tolerance)?.id ?? null;
}

/** The median ratio of values and losses, over those that are not small: single elements that differ do not move it. */
function scaleOf(values: Float64Array, expected: Float64Array, tolerance: number): number {
  const largest = expected.reduce((most, one) => Math.max(most, Number.isFinite(one) ? Math.abs(one) : 0), 0);
  const ratios = [...values.keys()]
    .filter((at) => Math.abs(expected[at] ?? 0) > LEAST_OF_LARGEST * largest)
    .map((at) => (values[at] ?? 0) / (expected[at] ?? 1))
    .toSorted((one, other) => one - other);
  const median = ratios[Math.floor(ratios.length / 2)] ?? Number.NaN;
  return Math.abs(median - 1) <= tolerance ? 1 : median;
}

/** Smaller losses have too few digits for a ratio. */
const LEAST_OF_LARGEST = 1e-3;
