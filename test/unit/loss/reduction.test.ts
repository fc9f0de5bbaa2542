import { describe, expect, it } from 'vitest';
import { reduceSum, reductionNamed } from '../../../src/loss/reduction';
import { sumOfLosses } from '../../reference/sum-of-losses';

describe('reductions', () => {
  const counts = { elements: 10, positives: 2, takingPart: 8 };
  it('divide by the count in their name', () => {
    expect(reduceSum(40, 'sum', counts)).toBe(40);
    expect(reduceSum(40, 'mean', counts)).toBe(5);
    expect(reduceSum(40, 'meanOverPositives', counts)).toBe(20);
    expect(reduceSum(40, 'meanOverAll', counts)).toBe(4);
  });
  it('divide by 1 when there is no positive', () => {
    expect(reduceSum(40, 'meanOverPositives', { ...counts, positives: 0 })).toBe(40);
  });
  it('give NaN for a mean over no element', () => {
    expect(reduceSum(0, 'meanOverAll', { elements: 0, positives: 0, takingPart: 0 })).toBeNaN();
    expect(reduceSum(0, 'mean', { elements: 3, positives: 0, takingPart: 0 })).toBeNaN();
  });
  it('are found by their names, and the mean by its former name', () => {
    expect(reductionNamed('meanOverPositives')).toBe('meanOverPositives');
    expect(reductionNamed('meanOverNotIgnored')).toBe('mean');
    expect(reductionNamed('average')).toBeNull();
  });
  it('sum without losing digits to the length of a batch', () => {
    const losses = new Float64Array(1e5 + 2).fill(1e-3);
    losses[0] = 2 ** 53;
    losses[1] = 0;
    expect(sumOfLosses(losses)).toBe(2 ** 53 + 100);
    expect(sumOfLosses([1, Number.POSITIVE_INFINITY, 2])).toBe(Number.POSITIVE_INFINITY);
    expect(sumOfLosses([1, Number.NaN])).toBeNaN();
    expect(sumOfLosses([])).toBe(0);
  });
});
