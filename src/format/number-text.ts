import { counted, countText } from './count-text';

/** Stands for a value that does not exist. */
const NO_VALUE = '–';

/** From here on, and below its counterpart, a number has an exponent: the digits of the plain form hide its size. */
const LARGE = 1e6;
const SMALL = 1e-4;

const SIGNIFICANT_DIGITS = 4;

/**
 * A number for reading: four significant digits, whole numbers below a million with all of theirs; an exponent where
 * the plain form would hide the size; thousands grouped and a true minus sign. A dash stands for null and NaN.
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

/** A number with all its digits and a true minus sign, as a person gave it: in code, in a setting, as a target. */
export function exactNumberText(value: number | string): string {
  return String(value).replaceAll('-', '−');
}

/** A subject and what it does: 1 logit lies, 2 logits lie. */
export function countedVerb(value: number, noun: string, verb: readonly [one: string, many: string]): string {
  return `${counted(value, noun)} ${value === 1 ? verb[0] : verb[1]}`;
}

/** Less of a hundred is written as nothing. */
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

/** A number with its sign, for what has changed: +0.25, −3, 0. */
export function signedText(change: number | null): string {
  return `${change !== null && change > 0 ? '+' : ''}${numberText(change)}`;
}

/** A relative change as a percentage with its sign: +12.5 %, −100 %; a dash for null. */
export function relativeChangeText(relativeChange: number | null): string {
  const sign = relativeChange !== null && relativeChange > 0 ? '+' : '';
  return `${sign}${percentText(relativeChange)}`;
}

/** α as it is written: off, one number or a list. */
export function alphaText(alpha: number | readonly number[] | null): string {
  if (alpha === null) {
    return 'off';
  }
  return typeof alpha === 'number' ? String(alpha) : alpha.join(', ');
}
