/** Coefficients of Lanczos' approximation with g = 7 (Godfrey 2001), good to about 15 digits. */
const LANCZOS_G = 7;
const LANCZOS = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
];

/** ln Γ(x) for x > 0. */
function logGamma(x: number): number {
  const [first = 1, ...rest] = LANCZOS;
  const series = rest.reduce((sum, coefficient, at) => sum + coefficient / (x + at), first);
  const shifted = x + LANCZOS_G - 0.5;
  return Math.log(Math.sqrt(2 * Math.PI) * series) + (x - 0.5) * Math.log(shifted) - shifted;
}

const EPSILON = 2 ** -52;
/** Lentz's algorithm replaces a zero by this. */
const TINY = 1e-300;
/** The fraction needs about √max(a, b) steps. */
const MOST_STEPS = 1_000_000;

/**
 * The regularised incomplete beta function I_x(a, b), which is the distribution function of the beta distribution, by
 * its continued fraction (NIST Digital Library of Mathematical Functions, 8.17.22) and the modified Lentz algorithm.
 * @param a above 0
 * @param b above 0
 * @param x in [0, 1]
 * @param complement 1 − x, for an x so near 1 that the difference has no digits left
 */
export function incompleteBeta(a: number, b: number, x: number, complement = 1 - x): number {
  if (x <= 0 || complement <= 0) {
    return x <= 0 ? 0 : 1;
  }
  // The fraction converges fast on this side of the mean; beyond it, the other tail is the smaller.
  if (x > (a + 1) / (a + b + 2)) {
    return 1 - incompleteBeta(b, a, complement, x);
  }
  const front = logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log(complement);
  return (Math.exp(front) / a) * fraction(a, b, x);
}

/** 1 / (1 + d₁ / (1 + d₂ / (1 + …))). */
function fraction(a: number, b: number, x: number): number {
  let numerator = 1;
  let denominator = 1 / away(1 - ((a + b) * x) / (a + 1));
  let value = denominator;
  for (let step = 1; step <= MOST_STEPS; step++) {
    const at = a + 2 * step;
    const even = (step * (b - step) * x) / ((at - 1) * at);
    denominator = 1 / away(1 + even * denominator);
    numerator = away(1 + even / numerator);
    value *= denominator * numerator;
    const odd = (-(a + step) * (a + b + step) * x) / (at * (at + 1));
    denominator = 1 / away(1 + odd * denominator);
    numerator = away(1 + odd / numerator);
    const factor = denominator * numerator;
    value *= factor;
    if (Math.abs(factor - 1) <= EPSILON) {
      return value;
    }
  }
  return value;
}

function away(value: number): number {
  return Math.abs(value) < TINY ? TINY : value;
}
