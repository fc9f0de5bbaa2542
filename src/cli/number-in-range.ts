import { numberOf } from './check-options';
import { UsageError } from './usage-error';

/** Intervals from 0 on, with or without their ends. */
export type Range = '(0, 1)' | '[0, 1)' | '(0, 1]' | '[0, 1]' | '(0, ∞)' | '[0, ∞)';

/** @throws UsageError unless the text is a number in the range */
export function numberInRange(option: string, text: string, range: Range): number {
  const value = numberOf(option, text);
  const isAbove = range.startsWith('[') ? value >= 0 : value > 0;
  const isBelow = range.includes('∞') || (range.endsWith(']') ? value <= 1 : value < 1);
  if (isAbove && isBelow) {
    return value;
  }
  throw new UsageError((says) => says.expectedInRange({ option, text, range }));
}

/** α of both sides, or null for `none`. */
export function alphaOfSides(text: string): number | null {
  return text === 'none' ? null : numberInRange('alpha', text, '(0, 1)');
}
