import type { Comparison } from '../../messages/en/hover';

/** A number as a reader wants it: three significant digits, no trailing zeros, `−` as the minus sign. */
export function shortNumber(value: number): string {
  const magnitude = Math.abs(value);
  const rounded = Number(value.toPrecision(magnitude >= 1000 ? 4 : 3));
  const text =
    magnitude >= 1e6 || (magnitude < 1e-4 && magnitude > 0)
      ? rounded.toExponential().replace('e+', 'e')
      : rounded.toLocaleString('en-US', { maximumSignificantDigits: 6 });
  return text.replaceAll('-', '−');
}

/** A number with all its digits, as it stands in the code, with `−` as the minus sign. */
export function exactNumber(value: number): string {
  return String(value).replaceAll('-', '−');
}

/** `1 : 3` for two weights, the smaller as 1; undefined when one of them is 0. */
export function ratioInWords(first: number, second: number): string | undefined {
  const smaller = Math.min(first, second);
  if (!(smaller > 0)) {
    return undefined;
  }
  return `${shortNumber(first / smaller)} : ${shortNumber(second / smaller)}`;
}

/** What a ratio to something says: so many times smaller or larger, the same, or nothing left. */
export function comparisonOf(ratio: number): Comparison {
  if (ratio === 0) {
    return { kind: 'gone' };
  }
  if (Math.abs(ratio - 1) < 5e-3) {
    return { kind: 'same' };
  }
  return ratio < 1
    ? { kind: 'smaller', times: shortNumber(1 / ratio) }
    : { kind: 'larger', times: shortNumber(ratio) };
}
