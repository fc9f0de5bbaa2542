import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { comparisonInWords, ratioInWords } from '../../../src/code/meaning/number-words';

describe('numbers in words', () => {
  it('compare a ratio with 1', () => {
    expect(comparisonInWords(0.01)).toBe('100 times smaller than');
    expect(comparisonInWords(4)).toBe('4 times larger than');
    expect(comparisonInWords(1)).toBe('the same as');
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
