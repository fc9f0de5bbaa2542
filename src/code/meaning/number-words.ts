import { numberText } from '../../format/number-text';
import type { Comparison } from '../../messages/en/hover';

/** `1 : 3` for two weights, the smaller as 1; undefined when one of them is 0. */
export function ratioInWords(first: number, second: number): string | undefined {
  const smaller = Math.min(first, second);
  if (!(smaller > 0)) {
    return undefined;
  }
  return `${numberText(first / smaller)} : ${numberText(second / smaller)}`;
}

/** The meaning of a ratio: so many times smaller or larger, the same, or nothing left. */
export function comparisonOf(ratio: number): Comparison {
  if (ratio === 0) {
    return { kind: 'gone' };
  }
  if (Math.abs(ratio - 1) < 5e-3) {
    return { kind: 'same' };
  }
  return ratio < 1
    ? { kind: 'smaller', times: numberText(1 / ratio) }
    : { kind: 'larger', times: numberText(ratio) };
}
