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

/** `100 times smaller than` or `2.5 times larger than`, for a ratio to something. */
export function comparisonInWords(ratio: number): string {
  if (ratio === 0) {
    return 'gone, next to';
  }
  if (Math.abs(ratio - 1) < 5e-3) {
    return 'the same as';
  }
  return ratio < 1
    ? `${shortNumber(1 / ratio)} times smaller than`
    : `${shortNumber(ratio)} times larger than`;
}
