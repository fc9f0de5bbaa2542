import { numberText } from '../../format/number-text';

/** `1 : 3` for two weights, the smaller as 1; undefined when one of them is 0. */
export function ratioInWords(first: number, second: number): string | undefined {
  const smaller = Math.min(first, second);
  if (!(smaller > 0)) {
    return undefined;
  }
  return `${numberText(first / smaller)} : ${numberText(second / smaller)}`;
}

/** `100 times smaller than` or `2.5 times larger than`, for a ratio to something. */
export function comparisonInWords(ratio: number): string {
  if (ratio === 0) {
    return 'gone, next to';
  }
  if (Math.abs(ratio - 1) < 5e-3) {
    return 'the same as';
  }
  return ratio < 1 ? `${numberText(1 / ratio)} times smaller than` : `${numberText(ratio)} times larger than`;
}
