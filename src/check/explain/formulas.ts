import { smoothedTarget } from '../../loss/label-smoothing';
import type { Variant } from '../../loss/variants/variant';
import { VARIANTS } from '../../loss/variants/variants';
import type { Side } from './elements';

/** A formula of one element's loss, from the table of variants. */
export interface Formula {
  readonly variant: Variant;
  /** How unusual it is; see `Candidate.cost`. */
  readonly cost: number;
}

/*
 * The cost of a formula follows its share in 131 public definitions of focal losses, read by hand: an ε in the logarithm or a
 * clamp 27, p_t from a weighted cross-entropy 5, all others once or twice.
 */
const COSTS: Readonly<Record<string, number>> = {
  focal: 0,
  'pt-from-weighted-ce': 1.1,
  'sign-error': 1.1,
  'double-sigmoid': 1.2,
  'p-instead-of-pt': 1.3,
  'swapped-modulation': 1.4,
  'targets-inverted': 1.4,
  'gamma-not-exponent': 1.5,
  focalStar: 1.5,
  'clamp-1e-7': 1,
  'clamp-1e-4': 1.1,
  'log-of-p-plus-1e-8': 1,
  'log-of-p-plus-1e-7': 1.1,
};
const COSTS_OF_FAMILIES: readonly (readonly [RegExp, number])[] = [
  [/^clamp-/, 1.2],
  [/^log-of-p-plus-/, 1.2],
  [/^log-base-/, 1.5],
  [/^label-smoothing-before-/, 1.3],
  [/^label-smoothing-after-/, 1.6],
  [/^pt-from-label-smoothed-ce-/, 1.6],
];

/**
 * The formulas that are tried. The other variants are the focal loss with another γ, or with other weights of the sides. Logits
 * taken for probabilities are left to the rows: their loss has a pole within the bins.
 */
export const FORMULAS: readonly Formula[] = VARIANTS.flatMap((variant) => {
  const cost = costOfFormula(variant.id);
  return cost === undefined ? [] : [{ variant, cost }];
});

/** Variants for which a softmax, whose losses depend on x_t alone, has the same form as a sigmoid. */
export const OF_SOFTMAX =
  /^(focal|focalStar|pt-from-weighted-ce|sign-error|swapped-modulation|gamma-not-exponent|log-base-.*|clamp-.*|log-of-p-plus-.*)$/;

function costOfFormula(id: string): number | undefined {
  return COSTS[id] ?? COSTS_OF_FAMILIES.find(([family]) => family.test(id))?.[1];
}

const SMOOTHED_BEFORE = 'label-smoothing-before-';

/** The share of its own side in the weight of an element: smoothed targets mix α and 1 − α. */
export function ownShare({ variant: { id } }: Formula): number {
  return id.startsWith(SMOOTHED_BEFORE) ? smoothedTarget(1, Number(id.slice(SMOOTHED_BEFORE.length))) : 1;
}

/** A formula whose losses are without α times a weight of the side. */
export function isBalancedOutside({ variant }: Formula): boolean {
  return variant.id !== 'pt-from-weighted-ce';
}

/** Points at which a formula shows what it does with γ. */
const PROBES = [-1.3, 0.2, 0.7, 2.1];
const SAME = 1e-9;
/** γ = 5 is the largest one that is tried. */
const MOST_HALVES = 10;

/**
 * The sums of a formula over a side, for several γ. Most formulas are b · r^γ: then the losses with γ = 0 and γ = 1 give
 * those for every γ, which saves most of the time.
 * @param alpha null except for a formula that has α within
 */
export function sumsOf(
  { variant }: Formula,
  { logits, counts, target }: Side,
  gammas: readonly number[],
  alpha: number | null = null,
): number[] {
  const loss = (logit: number, gamma: number) => variant.loss(logit, target, { alpha, gamma });
  const sumOver = (lossAt: (at: number) => number): number =>
    counts.reduce((sum, count, at) => sum + count * lossAt(at), 0);
  const isPower = PROBES.every((x) =>
    gammas.every((gamma) => isSame(loss(x, gamma), loss(x, 0) * (loss(x, 1) / loss(x, 0)) ** gamma)),
  );
  if (!isPower) {
    return gammas.map((gamma) => sumOver((at) => loss(logits[at] ?? 0, gamma)));
  }
  const unmodulated = logits.map((logit) => loss(logit, 0));
  const ratios = logits.map((logit, at) => {
    const whole = unmodulated[at] ?? 0;
    return whole === 0 ? 0 : loss(logit, 1) / whole;
  });
  return gammas.map((gamma) => sumOver((at) => (unmodulated[at] ?? 0) * powerOf(ratios[at] ?? 0, gamma)));
}

/** r^γ; whole and half γ, as nearly all are, by multiplications, which are faster than a power. */
function powerOf(ratio: number, gamma: number): number {
  const twice = 2 * gamma;
  if (!Number.isInteger(twice) || twice > MOST_HALVES) {
    return ratio ** gamma;
  }
  let power = twice % 2 === 1 ? Math.sqrt(ratio) : 1;
  for (let factor = 0; factor < Math.floor(gamma); factor++) {
    power *= ratio;
  }
  return power;
}

function isSame(one: number, other: number): boolean {
  return Math.abs(one - other) <= SAME * Math.abs(other);
}
