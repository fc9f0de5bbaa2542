import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  alphaBalancedCrossEntropy,
  alphaBalancedCrossEntropyGradient,
  alphaOfTarget,
  crossEntropy,
  crossEntropyGradient,
  focalLoss,
  focalLossGradient,
  focalLossStar,
  focalLossStarGradient,
} from '../../../src/loss/binary';
import { logitOfProbability } from '../../../src/numerics/stable';
import { requireFocalParameters } from '../../reference/parameters';
import {
  alpha,
  anyLogit,
  close,
  derivative,
  gamma,
  hardTarget,
  moderateLogit,
  softTarget,
} from './arbitrary';

const anyTarget = fc.oneof(hardTarget, softTarget);

describe('focal loss', () => {
  it('is the α-balanced cross-entropy at γ = 0', () => {
    fc.assert(
      fc.property(anyLogit, anyTarget, alpha, (x, y, a) => {
        const weighted = alphaBalancedCrossEntropy(x, y, a);
        expect(close(focalLoss(x, y, { alpha: a, gamma: 0 }), weighted, 1e-15)).toBe(true);
        const slope = alphaBalancedCrossEntropyGradient(x, y, a);
        expect(close(focalLossGradient(x, y, { alpha: a, gamma: 0 }), slope, 1e-15)).toBe(true);
      }),
    );
  });

  it('is invariant under (x, y, α) → (−x, 1 − y, 1 − α)', () => {
    fc.assert(
      fc.property(anyLogit, anyTarget, alpha, gamma, (x, y, a, g) => {
        const one = focalLoss(x, y, { alpha: a, gamma: g });
        const other = focalLoss(-x, 1 - y, { alpha: a === null ? null : 1 - a, gamma: g });
        expect(close(one, other, 1e-12)).toBe(true);
        const slope = focalLossGradient(x, y, { alpha: a, gamma: g });
        const otherSlope = focalLossGradient(-x, 1 - y, { alpha: a === null ? null : 1 - a, gamma: g });
        expect(close(slope, -otherSlope, 1e-9, 1e-12)).toBe(true);
      }),
    );
  });

  it('is finite, not negative, and at most the cross-entropy', () => {
    fc.assert(
      fc.property(anyLogit, anyTarget, alpha, gamma, (x, y, a, g) => {
        const loss = focalLoss(x, y, { alpha: a, gamma: g });
        expect(Number.isFinite(loss)).toBe(true);
        expect(loss).toBeGreaterThanOrEqual(0);
        expect(loss).toBeLessThanOrEqual(crossEntropy(x, y));
        expect(Number.isFinite(focalLossGradient(x, y, { alpha: a, gamma: g }))).toBe(true);
      }),
    );
  });

  it('decreases as γ grows', () => {
    fc.assert(
      fc.property(anyLogit, anyTarget, alpha, gamma, gamma, (x, y, a, one, other) => {
        const [small, large] = one < other ? [one, other] : [other, one];
        expect(focalLoss(x, y, { alpha: a, gamma: large })).toBeLessThanOrEqual(
          focalLoss(x, y, { alpha: a, gamma: small }) * (1 + 1e-14),
        );
      }),
    );
  });

  it('is weighted by α for positives and 1 − α for negatives, and by 1 without α', () => {
    expect(alphaOfTarget(0.25, 1)).toBe(0.25);
    expect(alphaOfTarget(0.25, 0)).toBe(0.75);
    expect(alphaOfTarget(null, 1)).toBe(1);
    expect(alphaOfTarget(null, 0)).toBe(1);
  });

  it('is continuous as p_t tends to 0 and to 1', () => {
    fc.assert(
      fc.property(gamma, (g) => {
        const at = (x: number) => focalLoss(x, 1, { alpha: null, gamma: g });
        // p_t → 0: FL → −log p_t = −x. p_t → 1: FL → (1 − p_t)^γ (1 − p_t) = e^(−(γ + 1) x).
        for (const x of [50, 100, 1000, 1e4]) {
          expect(close(at(-x), x, 1e-12)).toBe(true);
          expect(close(focalLossGradient(-x, 1, { alpha: null, gamma: g }), -1, 1e-12)).toBe(true);
          expect(close(at(x), Math.exp(-(g + 1) * x), 1e-10, 1e-290)).toBe(true);
          const slope = -(g + 1) * Math.exp(-(g + 1) * x);
          expect(close(focalLossGradient(x, 1, { alpha: null, gamma: g }), slope, 1e-10, 1e-290)).toBe(true);
        }
        for (let x = -40; x < 40; x += 0.5) {
          const jump = Math.abs(at(x + 1e-9) - at(x));
          expect(jump).toBeLessThan(1e-7);
        }
      }),
    );
  });
});

describe('gradients', () => {
  const functions: readonly [
    string,
    (x: number, y: number, a: number | null, g: number) => [number, (x: number) => number],
  ][] = [
    ['cross-entropy', (x, y) => [crossEntropyGradient(x, y), (at) => crossEntropy(at, y)]],
    [
      'α-balanced cross-entropy',
      (x, y, a) => [alphaBalancedCrossEntropyGradient(x, y, a), (at) => alphaBalancedCrossEntropy(at, y, a)],
    ],
    [
      'focal loss',
      (x, y, a, g) => [
        focalLossGradient(x, y, { alpha: a, gamma: g }),
        (at) => focalLoss(at, y, { alpha: a, gamma: g }),
      ],
    ],
    [
      'FL*',
      (x, y, _, g) => [focalLossStarGradient(x, y, g + 0.1, 0.3), (at) => focalLossStar(at, y, g + 0.1, 0.3)],
    ],
  ];
  it.each(functions)('of %s agree with central differences', (_, pair) => {
    fc.assert(
      fc.property(moderateLogit, anyTarget, alpha, gamma, (x, y, a, g) => {
        const [slope, f] = pair(x, y, a, g);
        // The difference of two losses carries their rounding, 1e-16 of the loss over the step.
        const rounding = (1e-12 * f(x)) / 1e-6;
        expect(close(slope, derivative(f, x), 1e-6, rounding)).toBe(true);
      }),
    );
  });
});

describe('the numbers of the paper (Lin et al. 2017)', () => {
  const ratio = (p: number) =>
    crossEntropy(logitOfProbability(p), 1) / focalLoss(logitOfProbability(p), 1, { alpha: null, gamma: 2 });

  it('p_t = 0.9 has a loss 100 times lower than CE with γ = 2 (section 3.2)', () => {
    expect(ratio(0.9)).toBeCloseTo(100, 8);
  });

  it('p_t ≈ 0.968 has a loss 1000 times lower (section 3.2)', () => {
    expect(Math.abs(ratio(0.968) - 1000)).toBeLessThan(30);
  });

  it('misclassified examples, p_t ≤ 0.5, lose at most a factor of 4 (section 3.2)', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-6, max: 0.5, noNaN: true }), (p) => {
        expect(ratio(p)).toBeLessThanOrEqual(4 + 1e-9);
      }),
    );
  });

  it('dFL/dx = y (1 − p_t)^γ (γ p_t log p_t + p_t − 1) (appendix B)', () => {
    fc.assert(
      fc.property(fc.double({ min: -6, max: 6, noNaN: true }), hardTarget, gamma, (x, y, g) => {
        const sign = 2 * y - 1;
        const p = 1 / (1 + Math.exp(-sign * x));
        const direct = sign * (1 - p) ** g * (g * p * Math.log(p) + p - 1);
        expect(close(focalLossGradient(x, y, { alpha: null, gamma: g }), direct, 1e-9)).toBe(true);
      }),
    );
  });
});

describe('FL*', () => {
  it('with γ = 1 and β = 0 is the cross-entropy (appendix A)', () => {
    fc.assert(
      fc.property(anyLogit, anyTarget, (x, y) => {
        expect(close(focalLossStar(x, y, 1, 0), crossEntropy(x, y), 1e-15)).toBe(true);
        expect(close(focalLossStarGradient(x, y, 1, 0), crossEntropyGradient(x, y), 1e-12, 1e-12)).toBe(true);
      }),
    );
  });

  it('is invariant under (x, y) → (−x, 1 − y), and stays finite', () => {
    fc.assert(
      fc.property(anyLogit, anyTarget, gamma, fc.constantFrom(0, 1, -2), (x, y, g, beta) => {
        const loss = focalLossStar(x, y, g + 0.1, beta);
        expect(Number.isFinite(loss)).toBe(true);
        expect(close(loss, focalLossStar(-x, 1 - y, g + 0.1, beta), 1e-12)).toBe(true);
      }),
    );
  });
});

describe('parameters', () => {
  it('parameters out of range are refused by name', () => {
    expect(() => requireFocalParameters({ alpha: 1.5, gamma: 2 })).toThrow(/alpha.*1\.5/);
    expect(() => requireFocalParameters({ alpha: 0.25, gamma: -1 })).toThrow(/gamma.*-1/);
    expect(() => requireFocalParameters({ alpha: Number.NaN, gamma: 2 })).toThrow(RangeError);
    expect(() => requireFocalParameters({ alpha: null, gamma: 0 })).not.toThrow();
  });
});
