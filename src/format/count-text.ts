/**
 * A count with its thousands grouped and a true minus sign: 1234567 → 1,234,567. English and Chinese write it alike. By
 * hand, since the first use of `Intl` takes 20 ms to load its tables.
 */
export function countText(value: number): string {
  const [whole = '', fraction] = String(value).replace('-', '−').split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

/** A count with its noun: 1 element, 2 elements. */
export function counted(value: number, noun: string): string {
  return `${countText(value)} ${noun}${value === 1 ? '' : 's'}`;
}
