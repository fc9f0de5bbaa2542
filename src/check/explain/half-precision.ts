import type { PrintedValue } from './printed-value';

/** Types of half the width in which training computes losses. */
export const ARITHMETICS = ['bfloat16', 'float16'] as const;

export type Arithmetic = (typeof ARITHMETICS)[number];

/** Bits of the significand, the first one included. */
const BITS: Readonly<Record<Arithmetic, number>> = { bfloat16: 8, float16: 11 };
/** The exponent of the smallest normal number. */
const LEAST_EXPONENTS: Readonly<Record<Arithmetic, number>> = { bfloat16: -126, float16: -14 };
/** The relative error that a difference of two float64 numbers may have. */
const FLOAT64 = 1e-6;
/** The largest share of all printed numbers that may be numbers of the type by chance. */
const MOST_BY_CHANCE = 0.01;

/** The type that has a printed number, if hardly any other number with as many digits is one of the type. */
export function arithmeticOf({ value, halfUnit }: PrintedValue): Arithmetic | null {
  return (
    ARITHMETICS.find((type) => {
      const step = stepOf(type, value);
      // A number of the type may end in a 5 that printing has rounded away: then both are exactly half a unit apart.
      const isNumberOfType = Math.abs(value - Math.round(value / step) * step) <= halfUnit * (1 + FLOAT64);
      return isNumberOfType && 2 * halfUnit <= MOST_BY_CHANCE * step;
    }) ?? null
  );
}

/** The distance of neighbouring numbers of a type. */
export function stepOf(type: Arithmetic, value: number): number {
  const exponent = Math.max(LEAST_EXPONENTS[type], Math.floor(Math.log2(Math.abs(value))));
  return 2 ** (exponent - BITS[type] + 1);
}

/** The type that has every one of several values; null for wider types. */
export function arithmeticOfAll(values: Float64Array): Arithmetic | null {
  const found = ARITHMETICS.find((type) =>
    values.every((value) => value === 0 || Number.isInteger(value / stepOf(type, value))),
  );
  return values.some((value) => value !== 0) ? (found ?? null) : null;
}
