import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { comparisonOf, ratioInWords } from '../../../src/code/meaning/number-words';

describe('numbers in words', () => {
  it('compare a ratio with 1', () => {
    expect(comparisonOf(0.01)).toEqual({ kind: 'smaller', times: '100' });
    expect(comparisonOf(4)).toEqual({ kind: 'larger', times: '4' });
    expect(comparisonOf(1)).toEqual({ kind: 'same' });
    expect(comparisonOf(0)).toEqual({ kind: 'gone' });
  });

  it('give a ratio with its smaller side as 1', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 0.99, noNaN: true }), (weight) => {
        const sides = ratioInWords(weight, 1 - weight)?.split(' : ');
        expect(sides).toContain('1');
      }),
    );
    expect(ratioInWords(0, 1)).toBeUndefined();
  });
});
