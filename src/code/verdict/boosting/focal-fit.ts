import { focalLossGradient } from '../../../loss/binary';
import type { AlphaRole } from '../../../loss/variants/variant';
import { isClose } from '../measure';

/** A gradient at raw scores, each of a positive or of a negative. */
export interface GradientOfSide {
  readonly target: 0 | 1;
  readonly scores: readonly number[];
  readonly gradient: readonly number[];
}

/** The weight w and the exponent γ with which a gradient is that of w · focal loss. */
interface Fit {
  readonly weight: number;
  readonly gamma: number;
}

/** Signed scores x_t from which weight and exponent are read: the ratio of the two gradients falls with γ. */
const EASY = 0.3;
const HARD = -4;
const LARGEST_GAMMA = 20;
const STEPS = 60;
/** The relative difference that an ε in the code or a numeric derivative may make. */
const TOLERANCE = 1e-3;

/**
 * The role of α in a gradient that is one of focal loss; null for that of cross-entropy, where γ is 0.
 *
 * @param alpha what the code was given; null where it takes none
 */
export function alphaRoleOf(
  sides: readonly GradientOfSide[],
  alpha: number | null,
): { readonly role: AlphaRole | null } | null {
  const [positives, negatives] = [1, 0].map((target) => {
    const side = sides.find((each) => each.target === target);
    return side ? fitOf(side) : null;
  });
  if (
    !positives ||
    !negatives ||
    positives.gamma <= TOLERANCE ||
    !isClose(1 + positives.gamma, 1 + negatives.gamma, TOLERANCE)
  ) {
    return null;
  }
  return { role: roleOfWeights(positives.weight, negatives.weight, alpha) };
}

function roleOfWeights(positive: number, negative: number, alpha: number | null): AlphaRole | null {
  const has = (one: number, other: number): boolean =>
    isClose(positive, one, TOLERANCE) && isClose(negative, other, TOLERANCE);
  // A wrong sign is no α.
  if (has(1, 1) || has(-1, -1)) {
    return 'off';
  }
  const given = alpha ?? positive;
  if (has(given, 1 - given)) {
    return 'positives';
  }
  if (has(given, given)) {
    return 'everyClass';
  }
  if (has(given, 1)) {
    return 'positivesOnly';
  }
  if (alpha !== null && has(1 - given, given)) {
    return 'classZero';
  }
  return alpha !== null && has(1, given) ? 'negativesOnly' : null;
}

/** Returns null where no weight and exponent give the gradient. */
function fitOf(side: GradientOfSide): Fit | null {
  const sign = side.target === 1 ? 1 : -1;
  const at = (signed: number): number => {
    const index = side.scores.findIndex((score) => Math.abs(score * sign - signed) < 1e-9);
    return side.gradient[index] ?? Number.NaN;
  };
  const ratio = at(EASY) / at(HARD);
  const ratioOf = (gamma: number): number => unit(EASY, gamma) / unit(HARD, gamma);
  let [low, high] = [0, LARGEST_GAMMA];
  if (!(ratio <= ratioOf(low) * (1 + TOLERANCE) && ratio >= ratioOf(high))) {
    return null;
  }
  for (let step = 0; step < STEPS; step++) {
    const middle = (low + high) / 2;
    [low, high] = ratioOf(middle) > ratio ? [middle, high] : [low, middle];
  }
  const gamma = (low + high) / 2;
  const weight = (sign * at(HARD)) / unit(HARD, gamma);
  const largest = Math.max(...side.gradient.map(Math.abs));
  const isFit = side.scores.every((score, index) => {
    const expected = sign * weight * unit(score * sign, gamma);
    return Math.abs((side.gradient[index] ?? Number.NaN) - expected) <= TOLERANCE * largest;
  });
  return isFit ? { weight, gamma } : null;
}

/** The gradient of a positive without α. */
function unit(signed: number, gamma: number): number {
  return focalLossGradient(signed, 1, { alpha: null, gamma });
}
