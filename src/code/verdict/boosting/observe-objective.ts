import type { ObjectiveObservation } from '../document';
import { isClose } from '../measure';
import type { ScoredLabel } from './booster-data';
import type { BoosterRun } from './booster-function';
import { type Derivatives, derivativesAt } from './objective-run';

/** Raw scores as a booster has them; those of an ordinary example are not beyond 4. */
export const SCORES: readonly number[] = [-6, -4, -2.5, -1, -0.3, 0.3, 1, 2.5, 4, 6];
const SIDES = [1, 0] as const;
type Side = (typeof SIDES)[number];

/** Derivatives by the probability grow as 1 / p: by a factor of 147 between these distances from 0; those by the score hardly. */
const NEAR = 1;
const FAR = 6;
const GROWTH_BY_PROBABILITY = 20;
/** The distance at which differences of the gradient are taken, in float64. */
const STEP = 1e-4;
/** Differences of the Hessian at scores so close to one another are noise. */
const HAIR = 1e-5;
/** Shares of the largest Hessian. */
const TOLERANCE = 0.05;
const NOISE = 0.005;
const NEGATIVE = 0.001;
/** The relative difference that an ε in the code may make between mirror images. */
const MIRRORED = 0.01;

/** The examples of both sides at scores that are moved by a number. */
export function examplesAt(
  moved = 0,
  labels: Readonly<Record<Side, number>> = { 0: 0, 1: 1 },
): ScoredLabel[] {
  return SIDES.flatMap((side) => SCORES.map((score) => ({ score: score + moved, label: labels[side] })));
}

/** The part of both sides' numbers that belongs to one. */
export function ofSide(numbers: readonly number[], side: Side): readonly number[] {
  return side === 1 ? numbers.slice(0, SCORES.length) : numbers.slice(SCORES.length);
}

/**
 * The faults of the derivatives of an objective.
 *
 * @throws NotUnderstood if the code does what the evaluator does not know
 */
export function observedInObjective(run: BoosterRun): readonly ObjectiveObservation[] {
  const derivatives = derivativesAt(run, examplesAt());
  const byProbability = derivativeByProbability(derivatives);
  if (byProbability) {
    return [byProbability];
  }
  if (expectsMinusOne(run, derivatives)) {
    return [{ kind: 'labelsOfOne' }];
  }
  const signs = SIDES.flatMap((side) => wrongSign(derivatives, side));
  const reversed = new Set(signs.map(({ target }) => target));
  return [...signs, ...observedInHessian(run, derivatives, reversed)];
}

/** By the probability a gradient has a factor 1 / (p (1 − p)); where the score itself is taken for one, it is not finite. */
function derivativeByProbability({ gradient }: Derivatives): ObjectiveObservation | null {
  for (const side of SIDES) {
    const sign = side === 1 ? 1 : -1;
    const own = ofSide(gradient, side);
    const at = (distance: number): number => Math.abs(own[SCORES.indexOf(-sign * distance)] ?? Number.NaN);
    const isBounded = own.every(Number.isFinite);
    if (isBounded && !(at(FAR) > GROWTH_BY_PROBABILITY * at(NEAR) && at(NEAR) > 0)) {
      return null;
    }
  }
  const score = -FAR;
  return { kind: 'byProbability', score, gradient: ofSide(gradient, 1)[SCORES.indexOf(score)] ?? Number.NaN };
}

/** True if a label of 0 says nothing or the wrong thing, and one of −1 is the mirror image of 1. */
function expectsMinusOne(run: BoosterRun, { gradient }: Derivatives): boolean {
  const isUpward = (numbers: readonly number[]): boolean => numbers.every((value) => value > 0);
  const withMinusOne = derivativesAt(run, examplesAt(0, { 0: -1, 1: 1 })).gradient;
  const [negatives, positives] = [ofSide(withMinusOne, 0), ofSide(withMinusOne, 1)];
  // α may weight the sides: the ratio of the mirror images is that of their weights.
  const ratios = negatives.map((value, at) => -value / (positives.at(-1 - at) ?? Number.NaN));
  return (
    !isUpward(ofSide(gradient, 0)) &&
    isUpward(negatives) &&
    ratios.every((ratio) => isClose(ratio, ratios[0] ?? Number.NaN, MIRRORED))
  );
}

type WrongSign = Extract<ObjectiveObservation, { readonly kind: 'gradientSign' }>;

/** A gradient that points the wrong way at more than half of the scores. */
function wrongSign({ gradient }: Derivatives, side: Side): WrongSign[] {
  const wanted = side === 1 ? -1 : 1;
  const own = ofSide(gradient, side);
  const wrong = SCORES.map((score, at) => ({ score, gradient: own[at] ?? 0 })).filter(
    (each) => each.gradient * wanted < 0,
  );
  const [first] = wrong;
  return first && wrong.length > SCORES.length / 2 ? [{ kind: 'gradientSign', target: side, ...first }] : [];
}

/** @param reversed the sides whose gradient has the wrong sign: their Hessian may be that of the right gradient */
function observedInHessian(
  run: BoosterRun,
  { gradient, hessian }: Derivatives,
  reversed: ReadonlySet<Side>,
): ObjectiveObservation[] {
  const [below, above] = [
    derivativesAt(run, examplesAt(-STEP)).gradient,
    derivativesAt(run, examplesAt(STEP)).gradient,
  ];
  const expected = gradient.map((_, at) => ((above[at] ?? 0) - (below[at] ?? 0)) / (2 * STEP));
  const largest = Math.max(...expected.map(Math.abs));
  const examples = examplesAt();
  const compared = examples.map(({ score, label }, at): Compared => {
    const target = label === 1 ? 1 : 0;
    const [given, slope] = [hessian[at] ?? Number.NaN, expected[at] ?? Number.NaN];
    const isOfRightGradient = reversed.has(target) && Math.abs(given + slope) < Math.abs(given - slope);
    return { score, target, hessian: given, expected: isOfRightGradient ? -slope : slope };
  });
  const noisy = noiseAt(run, largest);
  if (noisy) {
    return [noisy];
  }
  const [negative] = compared
    .filter((each) => each.hessian < -NEGATIVE * largest)
    .toSorted((one, other) => one.hessian - other.hessian);
  const wrong = compared.filter((each) => !(Math.abs(each.hessian - each.expected) <= TOLERANCE * largest));
  const worst = wrong.toSorted(
    (one, other) => Math.abs(other.hessian - other.expected) - Math.abs(one.hessian - one.expected),
  )[0];
  if (worst && !isFloored(wrong) && !isMagnitude(compared, largest) && !isOfClasses(run, compared, largest)) {
    return [{ kind: 'hessianMismatch', ...worst, isLogistic: isLogistic(compared) }];
  }
  return negative
    ? [{ kind: 'hessianNegative', score: negative.score, target: negative.target, hessian: negative.hessian }]
    : [];
}

interface Compared {
  readonly score: number;
  readonly target: 0 | 1;
  readonly hessian: number;
  readonly expected: number;
}

/** True if every Hessian that differs is the same number, above what it would be: a floor, or a constant in its place. */
function isFloored(wrong: readonly Compared[]): boolean {
  const floor = wrong[0]?.hessian ?? 0;
  return floor > 0 && wrong.every(({ hessian }) => Math.abs(hessian - floor) <= 1e-9 * floor);
}

function isMagnitude(compared: readonly Compared[], largest: number): boolean {
  return compared.every(
    ({ hessian, expected }) => Math.abs(hessian - Math.abs(expected)) <= TOLERANCE * largest,
  );
}

/**
 * True if the Hessian of several classes is 2 or K / (K − 1) times the derivative of the gradient: boosters take such a factor
 * themselves, for what the other classes add to a row.
 */
function isOfClasses({ ofClasses }: BoosterRun, compared: readonly Compared[], largest: number): boolean {
  const factors = ofClasses ? [2, ofClasses.classes / (ofClasses.classes - 1)] : [];
  return factors.some((factor) =>
    compared.every(
      ({ hessian, expected }) => Math.abs(hessian - factor * expected) <= factor * TOLERANCE * largest,
    ),
  );
}

/** True if the Hessian of both sides is a multiple of p (1 − p), that of cross-entropy, which some take on purpose. */
function isLogistic(compared: readonly Compared[]): boolean {
  return SIDES.every((side) => {
    const ratios = compared
      .filter(({ target }) => target === side)
      .map(({ score, hessian }) => hessian * (2 + Math.exp(score) + Math.exp(-score)));
    const [first = 0] = ratios;
    return first > 0 && ratios.every((ratio) => Math.abs(ratio - first) <= TOLERANCE * first);
  });
}

/** The score at which three Hessians a hair apart from one another are least on one line. */
function noiseAt(run: BoosterRun, largest: number): ObjectiveObservation | null {
  const [one = [], two = [], three = []] = [0, HAIR, 2 * HAIR].map(
    (moved) => derivativesAt(run, examplesAt(moved)).hessian,
  );
  const [worst] = examplesAt()
    .map(({ score }, at) => ({ score, from: one[at] ?? 0, to: two[at] ?? 0, next: three[at] ?? 0 }))
    .map((each) => ({ ...each, bend: Math.abs(each.from - 2 * each.to + each.next) }))
    .toSorted((first, second) => second.bend - first.bend);
  return worst && worst.bend > NOISE * largest
    ? { kind: 'hessianNoise', score: worst.score, from: worst.from, to: worst.to }
    : null;
}
