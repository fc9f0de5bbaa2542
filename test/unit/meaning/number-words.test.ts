import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { comparisonOf, exactNumber, ratioInWords, shortNumber } from '../../../src/code/meaning/number-words';

describe('numbers in words', () => {
  it.each([
    [0.25, '0.25'],
    [1 / 3, '0.333'],
    [1234.56, '1,235'],
    [99_999.9, '100,000'],
    [-2, '−2'],
    [0.00001234, '1.23e−5'],
    [12_345_678, '1.235e7'],
  ])('%d is %s', (value, text) => {
    expect(shortNumber(value)).toBe(text);
  });

  it('keeps every digit where asked', () => {
    expect(exactNumber(-0.123456)).toBe('−0.123456');
  });

  it('compares', () => {
    expect(comparisonOf(0.01)).toEqual({ kind: 'smaller', times: '100' });
    expect(comparisonOf(4)).toEqual({ kind: 'larger', times: '4' });
    expect(comparisonOf(1)).toEqual({ kind: 'same' });
    expect(comparisonOf(0)).toEqual({ kind: 'gone' });
  });

  it('writes a ratio with the smaller side as 1, whichever it is', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 0.99, noNaN: true }), (weight) => {
        const sides = ratioInWords(weight, 1 - weight)?.split(' : ');
        expect(sides).toContain('1');
      }),
    );
    expect(ratioInWords(0, 1)).toBeUndefined();
  });
});
