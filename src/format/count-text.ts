/**
 * A count with grouped thousands and a true minus sign: 1234567 → 1,234,567, the same in English and Chinese. It does not
 * use `Intl`, because the first use loads its tables, which slows every start.
 */
export function countText(value: number): string {
  const [whole = '', fraction] = String(value).replace('-', '−').split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}
