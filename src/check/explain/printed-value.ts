/** A number as a program printed it, with what its last digit leaves open. */
export interface PrintedValue {
  readonly text: string;
  readonly value: number;
  /** Digits from the first that is not zero to the last that was printed. */
  readonly digits: number;
  /** Half a unit of the last digit. */
  readonly halfUnit: number;
}

const NUMBER = /^([+-]?)(\d*)(?:\.(\d*))?(?:e([+-]?\d+))?$/i;

/**
 * Reads a printed number: digits, a point, an exponent, a minus sign of either kind, as `tensor(0.2418)` holds it too.
 * @returns null for anything else, for NaN and infinite numbers
 */
export function readPrinted(given: string): PrintedValue | null {
  const text = given
    .trim()
    .replace(/^tensor\(([^,()]*)[^()]*\)$/, '$1')
    .replaceAll('−', '-')
    .trim();
  const [found, , whole = '', decimals = '', exponent = '0'] = NUMBER.exec(text) ?? [];
  if (found === undefined || whole + decimals === '') {
    return null;
  }
  const value = Number(text);
  const significant = (whole + decimals).replace(/^0+/, '');
  const last = Number(exponent) - decimals.length;
  return Number.isFinite(value)
    ? { text, value, digits: significant.length, halfUnit: 0.5 * 10 ** last }
    : null;
}
