// Elementary functions of two float64 at a time, to a unit or two in the last place.

/** Below it e^x is no normal float64. */
const LEAST_ARGUMENT: f64 = -708;

/**
 * What `exponential` needs, in memory as functions.ts explains: log2 e; what, added to a float64 of a few thousand at most,
 * leaves the rounded value in the lowest bits; ln 2 in two parts, of which the first has trailing zeros; the coefficients
 * of Cephes' exp (S. Moshier).
 */
const EXPONENTIAL: usize = memory.data<f64>([
  Math.LOG2E,
  6755399441055744,
  0.693145751953125,
  1.4286068203094173e-6,
  0.00012617719307481058,
  0.030299440770744195,
  1,
  3.0019850513866446e-6,
  0.002524483403496841,
  0.22726554820815503,
  2,
  LEAST_ARGUMENT,
]);

/** e^x for x ≤ 0; 0 where that is no normal float64. */
export function exponentialOf(x: v128): v128 {
  const rounding = v128.load64_splat(EXPONENTIAL, 8);
  const least = v128.load64_splat(EXPONENTIAL, 88);
  const limited = f64x2.pmax(least, x);
  const rounded = f64x2.add(f64x2.mul(limited, v128.load64_splat(EXPONENTIAL)), rounding);
  const octaves = f64x2.sub(rounded, rounding);
  const rest = f64x2.sub(
    f64x2.sub(limited, f64x2.mul(octaves, v128.load64_splat(EXPONENTIAL, 16))),
    f64x2.mul(octaves, v128.load64_splat(EXPONENTIAL, 24)),
  );
  const square = f64x2.mul(rest, rest);
  let odd = f64x2.add(
    f64x2.mul(v128.load64_splat(EXPONENTIAL, 32), square),
    v128.load64_splat(EXPONENTIAL, 40),
  );
  odd = f64x2.mul(f64x2.add(f64x2.mul(odd, square), v128.load64_splat(EXPONENTIAL, 48)), rest);
  let even = f64x2.add(
    f64x2.mul(v128.load64_splat(EXPONENTIAL, 56), square),
    v128.load64_splat(EXPONENTIAL, 64),
  );
  even = f64x2.add(f64x2.mul(even, square), v128.load64_splat(EXPONENTIAL, 72));
  even = f64x2.add(f64x2.mul(even, square), v128.load64_splat(EXPONENTIAL, 80));
  const half = f64x2.div(odd, f64x2.sub(even, odd));
  const mantissa = f64x2.add(f64x2.add(half, half), v128.load64_splat(EXPONENTIAL, 48));
  return v128.and(i64x2.add(mantissa, i64x2.shl(rounded, 52)), f64x2.gt(x, least));
}

/**
 * √2 − 1; ln 2 in two parts; the coefficients of fdlibm's log1p (Sun Microsystems); 2, 1/2 and 1; the least normal number;
 * 2^54, and 54; 2^52 + 2^51.
 */
const LOGARITHM: usize = memory.data<f64>([
  0.41421356237309503, 0.6931471803691238, 1.9082149292705877e-10, 0.6666666666666735, 0.3999999999940942,
  0.2857142874366239, 0.22222198432149784, 0.1818357216161805, 0.15313837699209373, 0.14798198605116586, 2,
  0.5, 1, 2.2250738585072014e-308, 18014398509481984, 54, 6755399441055744,
]);

/** ln(1 + x) for 0 ≤ x ≤ 1. */
export function logarithmOfOnePlusShareOf(x: v128): v128 {
  const isUpper = f64x2.gt(x, v128.load64_splat(LOGARITHM));
  const one = v128.load64_splat(LOGARITHM, 96);
  const half = f64x2.mul(f64x2.sub(x, one), v128.load64_splat(LOGARITHM, 88));
  return logarithmFrom(v128.bitselect(half, x, isUpper), v128.and(one, isUpper));
}

/** ln x for finite x > 0. */
export function logarithmOf(x: v128): v128 {
  const isSmall = f64x2.lt(x, v128.load64_splat(LOGARITHM, 104));
  const normal = v128.bitselect(f64x2.mul(x, v128.load64_splat(LOGARITHM, 112)), x, isSmall);
  // x = 2^octaves · mantissa with the mantissa in [√½, √2).
  const least = f64x2.splat(Math.SQRT1_2);
  const shifted = i64x2.sub(normal, least);
  const mantissa = i64x2.add(v128.and(shifted, i64x2.splat(0x000fffffffffffff)), least);
  const whole = v128.load64_splat(LOGARITHM, 128);
  const octaves = f64x2.sub(i64x2.add(i64x2.shr_s(shifted, 52), whole), whole);
  return logarithmFrom(
    f64x2.sub(mantissa, v128.load64_splat(LOGARITHM, 96)),
    f64x2.sub(octaves, v128.and(v128.load64_splat(LOGARITHM, 120), isSmall)),
  );
}

/** ln((1 + f) 2^octaves) for 1 + f in [√½, √2]. */
function logarithmFrom(f: v128, octaves: v128): v128 {
  const ratio = f64x2.div(f, f64x2.add(f, v128.load64_splat(LOGARITHM, 80)));
  const square = f64x2.mul(ratio, ratio);
  const fourth = f64x2.mul(square, square);
  // In two chains, so that fewer operations wait for each other.
  let odd = f64x2.add(f64x2.mul(v128.load64_splat(LOGARITHM, 72), fourth), v128.load64_splat(LOGARITHM, 56));
  let even = f64x2.add(f64x2.mul(v128.load64_splat(LOGARITHM, 64), fourth), v128.load64_splat(LOGARITHM, 48));
  odd = f64x2.add(f64x2.mul(odd, fourth), v128.load64_splat(LOGARITHM, 40));
  even = f64x2.add(f64x2.mul(even, fourth), v128.load64_splat(LOGARITHM, 32));
  odd = f64x2.add(f64x2.mul(odd, fourth), v128.load64_splat(LOGARITHM, 24));
  const sum = f64x2.add(f64x2.mul(odd, square), f64x2.mul(even, fourth));
  const halfSquare = f64x2.mul(v128.load64_splat(LOGARITHM, 88), f64x2.mul(f, f));
  const low = f64x2.mul(v128.load64_splat(LOGARITHM, 16), octaves);
  const high = f64x2.mul(v128.load64_splat(LOGARITHM, 8), octaves);
  const correction = f64x2.add(f64x2.mul(ratio, f64x2.add(halfSquare, sum)), low);
  return f64x2.sub(high, f64x2.sub(f64x2.sub(halfSquare, correction), f));
}
