import { countText } from './count-text';

/** Text of a value that does not exist. */
const NO_VALUE = '–';

/** Numbers from this size on have an exponent, because the digits of the plain form hide their size. */
const LARGE = 1e6;
const SMALL = 1e-4;

const SIGNIFICANT_DIGITS = 4;

/**
 * A number for reading: four significant digits (all digits of a whole number below a million), an exponent if the plain
 * form would hide the size, grouped thousands, and a true minus sign. Null and NaN give a dash.
 */
export function numberText(value: number | null): string {
  if (value === null || Number.isNaN(value)) {
    return NO_VALUE;
  }
  if (!Number.isFinite(value)) {
    return value > 0 ? '∞' : '−∞';
  }
  const size = Math.abs(value);
  if (Number.isInteger(value) && size < LARGE) {
    return countText(value);
  }
  const rounded = Number(value.toPrecision(SIGNIFICANT_DIGITS));
  if (Math.abs(rounded) < LARGE && size >= SMALL) {
    return countText(rounded);
  }
  const [mantissa, exponent = ''] = value.toExponential(SIGNIFICANT_DIGITS - 1).split('e');
  return exactNumberText(`${Number(mantissa)}e${Number(exponent)}`);
}

/** A number that a person wrote (in code, in a setting, as a target): all digits, and a true minus sign. */
export function exactNumberText(value: number | string): string {
  return String(value).replaceAll('-', '−');
}

/** Smaller percentages are written as 0. */
const LEAST_PERCENT = 1e-6;

/** A share as a percentage of three significant digits; a dash for null and NaN. */
export function percentText(share: number | null): string {
  if (share === null || Number.isNaN(share)) {
    return NO_VALUE;
  }
  const percent = 100 * share;
  if (percent > 0 && percent < LEAST_PERCENT) {
    return `< ${LEAST_PERCENT.toFixed(6)} %`;
  }
  return `${numberText(Number(percent.toPrecision(3)))} %`;
}

/** A change with its sign: +0.25, −3, 0. */
export function signedText(change: number | null): string {
  return `${change !== null && change > 0 ? '+' : ''}${numberText(change)}`;
}

/** A change of a share in percentage points, with its sign and three significant digits: −16.0. */
export function pointsText(change: number): string {
  return `${change > 0 ? '+' : ''}${exactNumberText((100 * change).toPrecision(3))}`;
}

/** A relative change as a percentage with its sign: +12.5 %, −100 %; a dash for null. */
export function relativeChangeText(relativeChange: number | null): string {
  const sign = relativeChange !== null && relativeChange > 0 ? '+' : '';
  return `${sign}${percentText(relativeChange)}`;
}

/** A text that may be a number: formatted as one if it is, else as it stands. */
export function numeralText(text: string): string {
  const value = Number(text);
  return Number.isFinite(value) ? numberText(value) : text;
}
