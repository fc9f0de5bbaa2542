import { describe, expect, it } from 'vitest';
import { classBalancedAlpha, priorBias } from '../../../src/loss/class-balance';
import { sigmoid } from '../../../src/numerics/stable';

describe('class balance', () => {
  it('gives equal weights for β = 0 and inverse frequencies as β → 1 (Cui et al. 2019)', () => {
    expect(classBalancedAlpha([10, 1000], 0)).toEqual([1, 1]);
    const [rare = Number.NaN, common = Number.NaN] = classBalancedAlpha([10, 1000], 1 - 1e-12);
    expect(rare / common).toBeCloseTo(100, 4);
  });

  it('weights by the effective number of samples (1 − β^n) / (1 − β)', () => {
    const [one = Number.NaN, other = Number.NaN] = classBalancedAlpha([20, 500], 0.99);
    expect(one / other).toBeCloseTo((1 - 0.99 ** 500) / (1 - 0.99 ** 20), 10);
    expect(one + other).toBeCloseTo(2, 12);
  });

  it('refuses classes without examples', () => {
    expect(() => classBalancedAlpha([5, 0], 0.9)).toThrow(/class 1/);
    expect(() => classBalancedAlpha([5, 1], 1)).toThrow(/beta/);
  });

  it('starts a head at the prior of the paper: b = −log((1 − π) / π), π = 0.01', () => {
    expect(priorBias(0.01)).toBeCloseTo(-Math.log(0.99 / 0.01), 12);
    expect(sigmoid(priorBias(0.01))).toBeCloseTo(0.01, 14);
    expect(() => priorBias(0)).toThrow(RangeError);
  });
});
