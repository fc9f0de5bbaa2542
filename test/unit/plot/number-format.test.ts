import { expect, it } from 'vitest';
import { toCsv } from '../../../webview/shared/csv';
import { formatNumber } from '../../../webview/shared/number-format';

it.each([
  [0, '0'],
  [0.1, '0.1'],
  [0.10536051565, '0.1054'],
  [2.5, '2.5'],
  [-1.5, '−1.5'],
  [0.00001234, '1.23e−5'],
  [1e-9, '1e−9'],
  [12_600, '12600'],
  [7_984_123, '7.98e6'],
  [Number.NaN, '–'],
  [Number.NEGATIVE_INFINITY, '−∞'],
])('%d is written %s', (value, text) => {
  expect(formatNumber(value)).toBe(text);
});

it('CSV quotes what would break a row', () => {
  expect(toCsv(['a', 'b,c'], [['say "hi"', 1]])).toBe('a,"b,c"\r\n"say ""hi""",1\r\n');
});
