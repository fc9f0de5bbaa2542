/**
 * A number for reading: four significant digits, an exponent if the plain form would hide the size, a true minus sign. NaN
 * (a value that does not exist) is a dash.
 */
export function formatNumber(value: number): string {
  if (Number.isNaN(value)) {
    return '–';
  }
  if (!Number.isFinite(value)) {
    return value > 0 ? '∞' : '−∞';
  }
  const magnitude = Math.abs(value);
  const text =
    magnitude !== 0 && (magnitude < 1e-4 || magnitude >= 1e6)
      ? Number(value.toPrecision(3)).toExponential().replace('e+', 'e')
      : String(Number(value.toPrecision(4)));
  return text.replaceAll('-', '−');
}
