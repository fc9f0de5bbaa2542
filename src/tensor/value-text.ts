import { floatRounding } from './reading/float-rounding';
import type { DataType } from './tensor-file';

/** Number of significant digits with which every float64 reads back unchanged. */
const MOST_DIGITS = 17;

/**
 * The shortest text that reads back as the same value of its type. A float32 0.1 is `0.1`, not all digits of the nearest
 * float64. NaN and infinities are written like in NumPy.
 */
export function exactText(value: number | bigint, dtype: DataType): string {
  if (typeof value === 'bigint') {
    return value.toString();
  }
  if (dtype === 'bool') {
    return value === 0 ? 'False' : 'True';
  }
  if (!Number.isFinite(value)) {
    return Number.isNaN(value) ? 'nan' : value > 0 ? 'inf' : '-inf';
  }
  if (Object.is(value, -0)) {
    return '-0';
  }
  const round = floatRounding(dtype);
  if (round === undefined) {
    return String(value);
  }
  for (let digits = 1; digits < MOST_DIGITS; digits += 1) {
    const rounded = Number(value.toPrecision(digits));
    if (round(rounded) === value) {
      return String(rounded);
    }
  }
  return String(value);
}

/** A value for a narrow column: at most `digits` significant digits. */
export function shortText(value: number | bigint, dtype: DataType, digits = 6): string {
  const exact = exactText(value, dtype);
  if (typeof value === 'bigint' || !Number.isFinite(value) || Number.isInteger(value) || dtype === 'bool') {
    return exact.length <= digits + 7 || typeof value === 'bigint' ? exact : value.toPrecision(digits);
  }
  const short = String(Number(value.toPrecision(digits)));
  return short.length < exact.length ? short : exact;
}
