/**
 * Powers of ten, each as the sum of two float64, with a relative error of at most 2^-106. Up to 10^22 the second is zero.
 */
const LARGEST_POWER = 60;
const powersHigh = new Float64Array(LARGEST_POWER + 1);
const powersLow = new Float64Array(LARGEST_POWER + 1);
for (let exponent = 0; exponent <= LARGEST_POWER; exponent += 1) {
  const exact = 10n ** BigInt(exponent);
  const high = Number(exact);
  powersHigh[exponent] = high;
  powersLow[exponent] = Number(exact - BigInt(high));
}

/** Relative margin, far above the error of the second quotient and far below the distance of neighbouring float64. */
const MARGIN = 2 ** -40;
/** Splits a float64 into two halves of 26 bits (Veltkamp 1968). */
const SPLITTER = 2 ** 27 + 1;

/**
 * The float64 nearest to `(first · 10^count + second) / 10^exponent`. It is undefined in the rare case that two float64
 * are about equally near. Quotient and remainder are computed as sums of two float64 (Dekker 1971), and the rounding is
 * tested (Ziv 1991).
 *
 * @param first integer of at most 15 digits
 * @param second integer of at most `count` digits; `count` is 0 to 4
 * @param exponent from 0 to 60
 */
export function nearestQuotient(
  first: number,
  second: number,
  count: number,
  exponent: number,
): number | undefined {
  const divisor = powersHigh[exponent];
  const divisorLow = powersLow[exponent];
  const scale = powersHigh[count];
  if (divisor === undefined || divisorLow === undefined || scale === undefined || count > 4) {
    return undefined;
  }
  const product = first * scale;
  const numerator = product + second;
  const numeratorLow = productError(first, scale, product) + (second - (numerator - product));
  const quotient = numerator / divisor;
  const back = quotient * divisor;
  const remainder =
    numerator - back - productError(quotient, divisor, back) + numeratorLow - quotient * divisorLow;
  const correction = remainder / divisor;
  const nearest = quotient + correction * (1 + MARGIN);
  return nearest === quotient + correction * (1 - MARGIN) ? nearest : undefined;
}

/** The part of `a · b` that the rounded `product` lacks, exactly. */
function productError(a: number, b: number, product: number): number {
  const aScaled = a * SPLITTER;
  const aHigh = aScaled - (aScaled - a);
  const aLow = a - aHigh;
  const bScaled = b * SPLITTER;
  const bHigh = bScaled - (bScaled - b);
  const bLow = b - bHigh;
  return aLow * bLow - (product - aHigh * bHigh - aLow * bHigh - aHigh * bLow);
}
