import { counted } from './count-text';

/** A number as text for people: four significant digits, a real minus sign; a dash for what does not exist. */
export function numberText(value: number | null): string {
  return value === null ? '—' : String(Number(value.toPrecision(4))).replaceAll('-', '−');
}

/** A subject and what it does: 1 logit lies, 2 logits lie. */
export function countedVerb(value: number, noun: string, verb: readonly [one: string, many: string]): string {
  return `${counted(value, noun)} ${value === 1 ? verb[0] : verb[1]}`;
}

/** Less of a hundred is written as nothing. */
const LEAST_PERCENT = 1e-6;

/** A share as a percentage of three significant digits. */
export function percentText(share: number | null): string {
  if (share === null) {
    return '—';
  }
  const percent = 100 * share;
  if (percent > 0 && percent < LEAST_PERCENT) {
    return `< ${LEAST_PERCENT.toFixed(6)} %`;
  }
  return `${Number(percent.toPrecision(3))} %`;
}

/** α as it is written: off, one number or a list. */
export function alphaText(alpha: number | readonly number[] | null): string {
  if (alpha === null) {
    return 'off';
  }
  return typeof alpha === 'number' ? String(alpha) : alpha.join(', ');
}

/** A number that JSON holds as text, since it may be NaN or infinite. */
export function numeralText(text: string): string {
  const value = Number(text);
  return Number.isFinite(value) ? numberText(value) : text;
}
