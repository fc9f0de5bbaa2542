import { logSumExp } from '../../loss/softmax';
import type { ElementQuantity, WeightsRole } from './candidate';
import type { LossData } from './loss-data';
import type { ReductionId } from './reductions';
import type { Rows } from './rows';
import { type TriedVariant, triedVariants } from './tried-variants';

/** A loss beside the given values of the elements. */
export interface MatchedElements extends TriedVariant {
  readonly quantity: ElementQuantity;
  readonly role: WeightsRole;
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

/** Elements of a sigmoid, or rows of a softmax with their x_t and the target 1. */
interface Given {
  readonly logits: Float64Array;
  readonly targets: Float64Array;
  readonly values: Float64Array;
}

/** Elements on which all losses are compared. Those that agree are compared on all. */
const SAMPLE = 2048;
const MOST_COMPARED_ON_ALL = 8;
const MOST_NEAREST = 3;
/** A factor takes one element, and two agree by chance. */
const LEAST_ELEMENTS = 4;
/** Losses that give fewer elements are not near. */
const LEAST_AGREEING = 0.2;
/** Rounding of losses in float32, relative to the loss and to the largest of all. */
const RELATIVE = 1e-4;
const OF_LARGEST = 1e-6;
/** Differences up to so many times the smallest are rounding alike. */
const ALIKE = 4;
/** A factor this near to 1 is rounding. */
const SAME_SCALE = 1e-4;
const COST_OF_SCALE = 0.6;

/**
 * Compares given values with the loss or the gradient of every variant, element by element and up to one factor.
 * @param values the given value of each element or row
 * @param tolerance relative rounding of the values, at least that of float32
 */
export function matchElements(
  data: LossData,
  rows: Rows,
  values: Float64Array,
  quantities: readonly ElementQuantity[],
  tolerance = RELATIVE,
): ElementMatches {
  const given = givenOf(rows, values);
  const compared = given.values.length;
  if (compared < LEAST_ELEMENTS) {
    return { compared, matches: [], nearest: [] };
  }
  const sample = sampled(given);
  const tried = quantities.flatMap((quantity) =>
    triedVariants(data, quantity).map((one) => matched(data, sample, one, quantity, tolerance)),
  );
  const matches = tried
    .filter(({ agreeing }) => agreeing === 1)
    .toSorted(byCost)
    .slice(0, MOST_COMPARED_ON_ALL)
    .map((one) => matched(data, given, one, one.quantity, tolerance))
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

function givenOf(rows: Rows, values: Float64Array): Given {
  const { targets } = rows;
  const all =
    rows.link === 'sigmoid'
      ? { logits: rows.logits, targets: rows.targets }
      : {
          logits: Float64Array.from(targets, (target, row) => {
            const ofRow = rows.logits.subarray(row * rows.channelCount, (row + 1) * rows.channelCount);
            return (ofRow[target] ?? Number.NaN) - logSumExp(ofRow.filter((_, at) => at !== target));
          }),
          targets: new Float64Array(targets.length).fill(1),
        };
  const kept = [...values.keys()].filter((at) => Number.isFinite(values[at]));
  const taken = (array: Float64Array) => Float64Array.from(kept, (at) => array[at] ?? Number.NaN);
  return { logits: taken(all.logits), targets: taken(all.targets), values: taken(values) };
}

/** Elements in equal distances. */
function sampled(given: Given): Given {
  const step = Math.max(1, given.values.length / SAMPLE);
  const count = Math.min(SAMPLE, given.values.length);
  const taken = (array: Float64Array) =>
    Float64Array.from({ length: count }, (_, at) => array[Math.floor(at * step)] ?? Number.NaN);
  return { logits: taken(given.logits), targets: taken(given.targets), values: taken(given.values) };
}

function matched(
  { link, divisors }: LossData,
  { logits, targets, values }: Given,
  { variant, gamma, alpha, cost }: TriedVariant,
  quantity: ElementQuantity,
  tolerance: number,
): MatchedElements {
  const expected = logits.map((logit, at) => variant[quantity](logit, targets[at] ?? 0, { alpha, gamma }));
  const scale = scaleOf(values, expected);
  const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  let [agreeing, largestDifference] = [0, 0];
  for (const [at, value] of values.entries()) {
    const own = scale * (expected[at] ?? Number.NaN);
    const difference = Math.abs(value - own);
    largestDifference = Math.max(largestDifference, difference);
    agreeing += difference <= tolerance * Math.abs(own) + OF_LARGEST * largest ? 1 : 0;
  }
  return {
    ...{ variant, gamma, alpha, cost, quantity, scale, largestDifference },
    reduction: reductionOf(scale, quantity, divisors),
    role: alpha === null ? 'off' : link === 'softmax' ? 'everyClass' : variant.alphaRole,
    agreeing: agreeing / values.length,
  };
}

/** The values of a loss are not reduced; gradients are those of the reduced loss. */
function reductionOf(
  scale: number,
  quantity: ElementQuantity,
  divisors: LossData['divisors'],
): ReductionId | null {
  if (quantity === 'loss') {
    return scale === 1 ? 'none' : null;
  }
  return divisors.find(({ divisor }) => Math.abs(scale * divisor - 1) <= SAME_SCALE)?.id ?? null;
}

/** The median ratio of values and losses, over those that are not small: single elements that differ do not move it. */
function scaleOf(values: Float64Array, expected: Float64Array): number {
  const largest = expected.reduce((most, one) => Math.max(most, Number.isFinite(one) ? Math.abs(one) : 0), 0);
  const ratios = [...values.keys()]
    .filter((at) => Math.abs(expected[at] ?? 0) > LEAST_OF_LARGEST * largest)
    .map((at) => (values[at] ?? 0) / (expected[at] ?? 1))
    .toSorted((one, other) => one - other);
  const median = ratios[Math.floor(ratios.length / 2)] ?? Number.NaN;
  return Math.abs(median - 1) <= SAME_SCALE ? 1 : median;
}

/** Smaller losses have too few digits for a ratio. */
const LEAST_OF_LARGEST = 1e-3;
