import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classBalancedAlpha, priorBias } from '../../../src/loss/class-balance';
import { type CurveParameters, curveValue, logitOfProbability } from '../../../src/loss/curve';
import { reduceSum } from '../../../src/loss/reduction';
import { sigmoid } from '../../../src/loss/stable';
import { anyLogit, close, gamma } from './arbitrary';

const focal: CurveParameters = { kind: 'focal', alpha: null, gamma: 2, beta: 0, labelSmoothing: 0.1 };

describe('curves', () => {
  it('have a ratio to cross-entropy that is the loss over the cross-entropy', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -30, max: 30, noNaN: true }),
        gamma,
        fc.constantFrom(
          'alphaBalancedCrossEntropy',
          'focal',
          'focalStar',
          'labelSmoothedCrossEntropy' as const,
        ),
        (x, g, kind) => {
          const parameters: CurveParameters = { ...focal, kind, alpha: 0.3, gamma: g + 0.1 };
          const loss = curveValue(parameters, 'loss', x);
          const plain = curveValue({ ...focal, kind: 'crossEntropy' }, 'loss', x);
          expect(close(curveValue(parameters, 'ratioToCrossEntropy', x), loss / plain, 1e-12)).toBe(true);
        },
      ),
    );
  });

  it('say NaN where a quantity does not exist', () => {
    expect(curveValue({ ...focal, kind: 'focalStar' }, 'modulatingFactor', 1)).toBeNaN();
    expect(curveValue({ ...focal, kind: 'focalStar', gamma: 0 }, 'loss', 1)).toBeNaN();
    expect(curveValue({ ...focal, kind: 'focalStar', gamma: 0 }, 'gradientMagnitude', 1)).toBeNaN();
  });

  it('have a finite loss for |x| up to 1e4', () => {
    fc.assert(
      fc.property(anyLogit, gamma, (x, g) => {
        expect(Number.isFinite(curveValue({ ...focal, gamma: g }, 'loss', x))).toBe(true);
        expect(Number.isFinite(curveValue({ ...focal, gamma: g }, 'ratioToCrossEntropy', x))).toBe(true);
      }),
    );
  });

  it('find the logit of a probability', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-9, max: 1 - 1e-9, noNaN: true }), (p) => {
        expect(sigmoid(logitOfProbability(p))).toBeCloseTo(p, 12);
      }),
    );
  });
});

describe('reductions', () => {
  const counts = { elements: 10, positives: 2, notIgnored: 8 };
  it('divide by what their name says', () => {
    expect(reduceSum(40, 'sum', counts)).toBe(40);
    expect(reduceSum(40, 'mean', counts)).toBe(4);
    expect(reduceSum(40, 'meanOverPositives', counts)).toBe(20);
    expect(reduceSum(40, 'meanOverNotIgnored', counts)).toBe(5);
  });
  it('divide by 1 when there is no positive', () => {
    expect(reduceSum(40, 'meanOverPositives', { ...counts, positives: 0 })).toBe(40);
  });
});

describe('class balance', () => {
  it('is equal weights for β = 0 and inverse frequency as β → 1 (Cui et al. 2019)', () => {
    expect(classBalancedAlpha([10, 1000], 0)).toEqual([1, 1]);
    const [rare = Number.NaN, common = Number.NaN] = classBalancedAlpha([10, 1000], 1 - 1e-12);
    expect(rare / common).toBeCloseTo(100, 4);
  });

  it('weighs by the effective number of samples (1 − β^n) / (1 − β)', () => {
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
