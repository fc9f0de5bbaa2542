import type { Candidate } from './candidate';
import { type Arithmetic, arithmeticOf, stepOf } from './half-precision';
import type { PrintedValue } from './printed-value';

/** The losses that may have given a value, and how sure that is. */
export interface Ranked {
  /** Candidates that agree, where hardly one would by chance, the likeliest first. */
  readonly explained: readonly Candidate[];
  /** Candidates that agree, where chance may be the reason, the likeliest first. */
  readonly possible: readonly Candidate[];
  /** The type in which the explanations give the value; null for float32 and float64. */
  readonly arithmetic: Arithmetic | null;
}

/** Relative error of a mean that was summed in float32. */
const ROUNDING = 4e-7;
/** Steps of a type of half the width by which a mean over rounded losses may be off. */
const STEPS_OF_HALF = 1;
/**
 * Most candidates that agree by chance, expected among all that are as usual as the explanation or more: the share of other
 * losses that get a false explanation. Many digits leave true explanations far below it.
 */
const MOST_BY_CHANCE = 0.03;
const MOST_BY_CHANCE_OF_MANY_DIGITS = 0.015;
const MANY_DIGITS = 6;
/** Half the width of the window, in e-folds, whose candidates say how dense they are. */
const WINDOW = 0.7;
/** Values closer than this are one value. */
const SAME = 1e-9;
const MOST_NEAREST = 5;
/** Losses with a larger cost are not worth naming where they do not agree. */
const USUAL = 1.2;

/**
 * Sets candidates beside a printed value.
 * @param asked how many values are set beside them
 */
export function rank(printed: PrintedValue, candidates: readonly Candidate[], asked = 1): Ranked {
  const mostByChance =
    (printed.digits < MANY_DIGITS ? MOST_BY_CHANCE : MOST_BY_CHANCE_OF_MANY_DIGITS) / asked;
  const inFull = agreement(
    printed,
    candidates,
    printed.halfUnit + ROUNDING * Math.abs(printed.value),
    mostByChance,
  );
  const type = inFull.isSure ? null : arithmeticOf(printed);
  const inHalf =
    type === null
      ? null
      : agreement(printed, candidates, STEPS_OF_HALF * stepOf(type, printed.value), mostByChance);
  const isHalf = inHalf?.isSure === true;
  const { agreeing, isSure } = isHalf ? inHalf : inFull;
  return {
    explained: isSure ? agreeing : [],
    possible: isSure ? [] : agreeing,
    arithmetic: isHalf ? type : null,
  };
}

/** The candidates that agree, the likeliest first, and whether that is no chance. */
function agreement(
  { value, halfUnit }: PrintedValue,
  candidates: readonly Candidate[],
  tolerance: number,
  mostByChance: number,
) {
  const apart = (candidate: Candidate) => Math.abs(candidate.value - value);
  // An error of rounding is less likely than none.
  const unlikelihood = (candidate: Candidate) =>
    candidate.cost + Math.max(0, apart(candidate) - halfUnit) / (tolerance - halfUnit);
  const agreeing = candidates
    .filter((candidate) => apart(candidate) <= tolerance)
    .sort((one, other) => unlikelihood(one) - unlikelihood(other))
    .filter((one, at, sorted) => sorted.findIndex((other) => isSameLoss(one, other)) === at);
  const [first] = agreeing;
  const isSure = first !== undefined && byChance(first, candidates, value, tolerance) <= mostByChance;
  return { agreeing, isSure };
}

/** Usual losses that do not agree with a value, the one with the smallest ratio to it first. */
export function nearestOf(value: number, candidates: readonly Candidate[]): Candidate[] {
  return candidates
    .filter(({ cost, factor, value: own }) => cost <= USUAL && factor === null && own * value > 0)
    .sort((one, other) => ratioApart(one, value) - ratioApart(other, value))
    .slice(0, MOST_NEAREST);
}

/** How many candidates as usual as this one agree with a number near the value, on average. */
function byChance(
  { cost }: Candidate,
  candidates: readonly Candidate[],
  value: number,
  tolerance: number,
): number {
  const near = candidates
    .filter((other) => other.cost <= cost && Math.abs(Math.log(other.value / value)) <= WINDOW)
    .map((other) => Math.abs(other.value))
    .sort((one, other) => one - other);
  const distinct = near.filter((one, at) => at === 0 || one > (near[at - 1] ?? 0) * (1 + SAME)).length;
  return ((distinct / (2 * WINDOW)) * 2 * tolerance) / Math.abs(value);
}

/** True for two candidates of one name: weights that differ in scale alone, or arithmetic in float32. */
function isSameLoss(one: Candidate, other: Candidate): boolean {
  return (
    one.id === other.id &&
    one.gamma === other.gamma &&
    one.weights.role === other.weights.role &&
    one.weights.alpha === other.weights.alpha &&
    one.reduction === other.reduction &&
    one.batch === other.batch &&
    one.factor?.value === other.factor?.value
  );
}

function ratioApart(candidate: Candidate, value: number): number {
  return Math.abs(Math.log(candidate.value / value));
}
