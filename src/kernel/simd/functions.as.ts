// Elementary functions of four float32 at a time, by polynomials. Each comment states the largest error.

/** The first part of ln 2 has trailing zeros, so that its multiples are exact. */
const LN2_HIGH: f32 = 0.693359375;
const SQRT_HALF_BITS: i32 = 0x3f3504f3;

/**
 * Constants of `exponential`, in memory: V8 builds a 128-bit constant from its halves at every use, which is slower than a
 * load. The names below are offsets.
 */
const CONSTANTS: usize = memory.data<f32>([
  -87.33654, 1.44269502, 12582912, 0.693359375, -2.1219444e-4, 1, 1.98756915e-4, 1.39819995e-3, 8.33345191e-3,
  4.16657959e-2, 1.66666655e-1, 5.00000012e-1,
]);
/** Below this, e^x is not a normal float32. */
const LEAST_ARGUMENT: usize = 0;
const LOG2_E: usize = 4;
/** Added to a float32 of at most a few thousand, it leaves the rounded value in the lowest bits. */
const ROUNDING: usize = 8;
const LN2_PARTS: usize = 12;
const ONE: usize = 20;
/** Coefficients of x⁷ … x². */
const COEFFICIENTS: usize = 24;

/** e^x for −87.3 ≤ x ≤ 88, relative error 1.2e-7; for smaller x the value at −87.3. Coefficients: Cephes' expf (S. Moshier). */
export function exponential(x: v128): v128 {
  const rounding = v128.load32_splat(CONSTANTS, ROUNDING);
  const limited = f32x4.pmax(x, v128.load32_splat(CONSTANTS, LEAST_ARGUMENT));
  const rounded = f32x4.add(f32x4.mul(limited, v128.load32_splat(CONSTANTS, LOG2_E)), rounding);
  const power = f32x4.sub(rounded, rounding);
  const rest = f32x4.sub(
    f32x4.sub(limited, f32x4.mul(power, v128.load32_splat(CONSTANTS, LN2_PARTS))),
    f32x4.mul(power, v128.load32_splat(CONSTANTS, LN2_PARTS + 4)),
  );
  let sum = v128.load32_splat(CONSTANTS, COEFFICIENTS);
  sum = f32x4.add(f32x4.mul(sum, rest), v128.load32_splat(CONSTANTS, COEFFICIENTS + 4));
  sum = f32x4.add(f32x4.mul(sum, rest), v128.load32_splat(CONSTANTS, COEFFICIENTS + 8));
  sum = f32x4.add(f32x4.mul(sum, rest), v128.load32_splat(CONSTANTS, COEFFICIENTS + 12));
  sum = f32x4.add(f32x4.mul(sum, rest), v128.load32_splat(CONSTANTS, COEFFICIENTS + 16));
  sum = f32x4.add(f32x4.mul(sum, rest), v128.load32_splat(CONSTANTS, COEFFICIENTS + 20));
  sum = f32x4.add(f32x4.mul(sum, f32x4.mul(rest, rest)), f32x4.add(rest, v128.load32_splat(CONSTANTS, ONE)));
  return i32x4.add(sum, i32x4.shl(rounded, 23));
}

/**
 * 2^x for −126 ≤ x ≤ 127, relative error 2.2e-7, exact for 0. The coefficients are minimax for |x| ≤ ½ with a constant term
 * of 1 (error 9.1e-8). They are constants in the code, because V8 hoists constants out of loops that end with their
 * condition.
 */
export function powerOfTwo(x: v128): v128 {
  // Rounds like ROUNDING.
  const rounding = f32x4.splat(12582912);
  const rounded = f32x4.add(x, rounding);
  const rest = f32x4.sub(x, f32x4.sub(rounded, rounding));
  // Evaluated in pairs (Estrin) for a shorter chain of dependent operations.
  const square = f32x4.mul(rest, rest);
  const high = f32x4.add(f32x4.mul(rest, f32x4.splat(1.3264728e-3)), f32x4.splat(9.671513e-3));
  const middle = f32x4.add(f32x4.mul(rest, f32x4.splat(5.5507336e-2)), f32x4.splat(2.4022242e-1));
  const low = f32x4.add(f32x4.mul(rest, f32x4.splat(6.93147e-1)), f32x4.splat(1));
  const sum = f32x4.add(f32x4.mul(f32x4.add(f32x4.mul(high, square), middle), square), low);
  return i32x4.add(sum, i32x4.shl(rounded, 23));
}

/** ln x for normal x > 0, relative error 1e-7; near 1 the error is 6e-8 |x − 1|. Coefficients: Cephes' logf. */
export function logarithm(x: v128): v128 {
  // x = 2^exponent · mantissa with the mantissa in [√½, √2).
  const shifted = i32x4.sub(x, i32x4.splat(SQRT_HALF_BITS));
  const exponent = f32x4.convert_i32x4_s(i32x4.shr_s(shifted, 23));
  const mantissa = i32x4.add(v128.and(shifted, i32x4.splat(0x007fffff)), i32x4.splat(SQRT_HALF_BITS));
  return f32x4.add(
    logarithmOfMantissa(f32x4.sub(mantissa, f32x4.splat(1)), exponent),
    f32x4.mul(exponent, f32x4.splat(LN2_HIGH)),
  );
}

/** ln(1 + x) for x ≥ 0, relative error 2e-7. */
export function logarithmOfOnePlus(x: v128): v128 {
  const sum = f32x4.add(x, f32x4.splat(1));
  // First-order correction: the rounding error of the addition divided by the sum.
  const lost = f32x4.div(f32x4.sub(x, f32x4.sub(sum, f32x4.splat(1))), sum);
  const isLarge = f32x4.gt(x, f32x4.splat(1e7));
  return f32x4.add(logarithm(sum), v128.andnot(lost, isLarge));
}

/** 1/13, 1/11 … 1/3 and 2, in memory like the constants of `exponential`. */
const SERIES: usize = memory.data<f32>([
  7.69230769e-2, 9.09090909e-2, 1.11111111e-1, 1.42857143e-1, 2.0e-1, 3.33333333e-1, 2,
]);

/** ln(1 + x) for 0 ≤ x ≤ 1 as 2 artanh(x / (2 + x)), whose series is short there; relative error 2e-7. */
export function logarithmOfOnePlusShare(x: v128): v128 {
  const two = v128.load32_splat(SERIES, 24);
  const ratio = f32x4.div(x, f32x4.add(x, two));
  const square = f32x4.mul(ratio, ratio);
  let sum = v128.load32_splat(SERIES);
  sum = f32x4.add(f32x4.mul(sum, square), v128.load32_splat(SERIES, 4));
  sum = f32x4.add(f32x4.mul(sum, square), v128.load32_splat(SERIES, 8));
  sum = f32x4.add(f32x4.mul(sum, square), v128.load32_splat(SERIES, 12));
  sum = f32x4.add(f32x4.mul(sum, square), v128.load32_splat(SERIES, 16));
  sum = f32x4.add(f32x4.mul(sum, square), v128.load32_splat(SERIES, 20));
  const twice = f32x4.mul(ratio, two);
  return f32x4.add(twice, f32x4.mul(f32x4.mul(sum, square), twice));
}

/** Coefficients of f⁸ … 1 in (ln(1 + f) − f + f²/2) / f³; then the second part of ln 2, and ½. In memory as above. */
const LOGARITHM: usize = memory.data<f32>([
  7.0376836292e-2, -1.151461031e-1, 1.167699874e-1, -1.2420140846e-1, 1.4249322787e-1, -1.6668057665e-1,
  2.0000714765e-1, -2.4999993993e-1, 3.3333331174e-1, -2.1219444005469057e-4, 0.5,
]);

/** ln(1 + f) + exponent · (ln 2 − LN2_HIGH) for 1 + f in [√½, √2). */
function logarithmOfMantissa(f: v128, exponent: v128): v128 {
  const square = f32x4.mul(f, f);
  // In pairs, as in `powerOfTwo`.
  let sum = logarithmPair(f, 0);
  sum = f32x4.add(f32x4.mul(sum, square), logarithmPair(f, 8));
  sum = f32x4.add(f32x4.mul(sum, square), logarithmPair(f, 16));
  sum = f32x4.add(f32x4.mul(sum, square), logarithmPair(f, 24));
  sum = f32x4.add(f32x4.mul(sum, f), v128.load32_splat(LOGARITHM, 32));
  sum = f32x4.mul(f32x4.mul(sum, f), square);
  sum = f32x4.add(sum, f32x4.mul(exponent, v128.load32_splat(LOGARITHM, 36)));
  return f32x4.add(f, f32x4.sub(sum, f32x4.mul(square, v128.load32_splat(LOGARITHM, 40))));
}

function logarithmPair(f: v128, place: usize): v128 {
  return f32x4.add(
    f32x4.mul(v128.load32_splat(LOGARITHM + place), f),
    v128.load32_splat(LOGARITHM + place + 4),
  );
}

/** True if the power is computed by multiplications. */
export function isInHalves(gamma: f32): bool {
  const halves = gamma + gamma;
  return halves <= 32 && halves === Mathf.trunc(halves);
}

/**
 * q^γ for q in [0, 1]: multiplications and a square root for whole and half γ up to 16, else e^(γ ln q).
 */
export function power(q: v128, gamma: f32): v128 {
  if (gamma === 2) {
    return f32x4.mul(q, q);
  }
  if (!isInHalves(gamma)) {
    const exponent = f32x4.mul(
      f32x4.splat(gamma),
      logarithm(f32x4.pmax(q, f32x4.splat(f32.MIN_NORMAL_VALUE))),
    );
    return v128.and(exponential(exponent), f32x4.gt(q, f32x4.splat(0)));
  }
  const halves = <i32>(gamma + gamma);
  let result = (halves & 1) === 1 ? f32x4.sqrt(q) : f32x4.splat(1);
  let factor = q;
  for (let rest = halves >>> 1; rest > 0; rest >>>= 1) {
    if ((rest & 1) === 1) {
      result = f32x4.mul(result, factor);
    }
    factor = f32x4.mul(factor, factor);
  }
  return result;
}
