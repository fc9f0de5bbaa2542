import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { focalLoss, focalLossGradient } from '../../../src/loss/binary';
import {
  logSumExp,
  softmaxFocalLoss,
  softmaxFocalLossGradient,
  softmaxFocalLossOfDistribution,
  softmaxTerms,
} from '../../../src/loss/softmax';
import { smoothedOneHot } from '../../reference/label-smoothing';
import { requireSoftmaxParameters } from '../../reference/parameters';
import { anyLogit, close, derivative, gamma } from './arbitrary';

const moderate = fc.double({ min: -6, max: 6, noNaN: true });
const example = fc.integer({ min: 2, max: 6 }).chain((classes) =>
  fc.record({
    logits: fc.array(moderate, { minLength: classes, maxLength: classes }),
    weights: fc.array(fc.double({ min: 0, max: 3, noNaN: true }), { minLength: classes, maxLength: classes }),
    target: fc.integer({ min: 0, max: classes - 1 }),
    smoothing: fc.constantFrom(0, 0.1, 0.5),
    gamma,
  }),
);

describe('softmax focal loss', () => {
  it('with two classes and logits (0, x) is the binary focal loss', () => {
    fc.assert(
      fc.property(anyLogit, fc.constantFrom(0, 1), gamma, (x, y, g) => {
        const binary = focalLoss(x, y, { alpha: 0.25, gamma: g });
        expect(
          close(softmaxFocalLoss([0, x], y, { alpha: [0.75, 0.25], gamma: g }), binary, 1e-12, 1e-280),
        ).toBe(true);
        const slopes = softmaxFocalLossGradient([0, x], y === 1 ? [0, 1] : [1, 0], {
          alpha: [0.75, 0.25],
          gamma: g,
        });
        const slope = focalLossGradient(x, y, { alpha: 0.25, gamma: g });
        expect(close(slopes[1] ?? Number.NaN, slope, 1e-11, 1e-280)).toBe(true);
      }),
    );
  });

  it('is the weighted cross-entropy at γ = 0', () => {
    fc.assert(
      fc.property(example, ({ logits, weights, target }) => {
        const direct = (weights[target] ?? 0) * (logSumExp(logits) - (logits[target] ?? 0));
        expect(
          close(softmaxFocalLoss(logits, target, { alpha: weights, gamma: 0 }), direct, 1e-9, 1e-6),
        ).toBe(true);
      }),
    );
  });

  it('of a one-hot distribution equals that of the class index', () => {
    fc.assert(
      fc.property(example, ({ logits, weights, target, gamma: g }) => {
        const parameters = { alpha: weights, gamma: g };
        const oneHot = smoothedOneHot(target, logits.length);
        expect(softmaxFocalLossOfDistribution(logits, oneHot, parameters)).toBe(
          softmaxFocalLoss(logits, target, parameters),
        );
      }),
    );
  });

  it('has gradients that agree with central differences and sum to zero', () => {
    fc.assert(
      fc.property(example, ({ logits, weights, target, smoothing, gamma: g }) => {
        const parameters = { alpha: weights, gamma: g };
        const targets = smoothedOneHot(target, logits.length, smoothing);
        const slopes = softmaxFocalLossGradient(logits, targets, parameters);
        const loss = softmaxFocalLossOfDistribution(logits, targets, parameters);
        slopes.forEach((slope, k) => {
          const f = (x: number) => softmaxFocalLossOfDistribution(logits.with(k, x), targets, parameters);
          expect(close(slope, derivative(f, logits[k] ?? 0), 1e-6, 1e-6 * loss + 1e-9)).toBe(true);
        });
        const sum = slopes.reduce((total, slope) => total + slope, 0);
        expect(Math.abs(sum)).toBeLessThan(1e-12 * (1 + loss * (1 + g)));
      }),
    );
  });

  it('does not change when all logits are shifted', () => {
    fc.assert(
      fc.property(example, fc.constantFrom(-1e4, -100, 100, 1e4), ({ logits, target, gamma: g }, shift) => {
        const parameters = { alpha: null, gamma: g };
        const shifted = logits.map((x) => x + shift);
        const one = softmaxFocalLoss(logits, target, parameters);
        expect(close(softmaxFocalLoss(shifted, target, parameters), one, 1e-8, 1e-8)).toBe(true);
      }),
    );
  });

  it('keeps the digits of 1 − p and −log p where p is near 1', () => {
    const { missing, crossEntropy } = softmaxTerms([60, 0, 0]);
    const rest = 2 * Math.exp(-60);
    expect(close(missing[0] ?? Number.NaN, rest, 1e-12)).toBe(true);
    expect(close(crossEntropy[0] ?? Number.NaN, rest, 1e-12)).toBe(true);
  });

  it('is finite for logits of ±1e4', () => {
    fc.assert(
      fc.property(fc.array(anyLogit, { minLength: 2, maxLength: 5 }), gamma, (logits, g) => {
        const parameters = { alpha: null, gamma: g };
        const slopes = softmaxFocalLossGradient(logits, smoothedOneHot(0, logits.length, 0.1), parameters);
        expect(Number.isFinite(softmaxFocalLoss(logits, 0, parameters))).toBe(true);
        expect(slopes.every(Number.isFinite)).toBe(true);
      }),
    );
  });

  it('has finite gradients if a class is masked by a logit of −Infinity', () => {
    const masked = [0, Number.NEGATIVE_INFINITY];
    const parameters = { alpha: null, gamma: 2 };
    expect(softmaxFocalLossOfDistribution(masked, [1, 0], parameters)).toBe(0);
    expect([...softmaxFocalLossGradient(masked, [0.5, 0.5], parameters)]).toEqual([0.5, -0.5]);
  });

  it('refuses a list of weights of the wrong length', () => {
    expect(() => requireSoftmaxParameters({ alpha: [1, 2], gamma: 2 }, 3)).toThrow(
      /expected 3 values, found 2/,
    );
    expect(() => requireSoftmaxParameters({ alpha: [1, -2], gamma: 2 }, 2)).toThrow(/alpha\[1\]/);
  });
});
