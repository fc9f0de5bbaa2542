import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { focalLoss, focalLossGradient } from '../../../../src/loss/binary';
import { asymmetric } from '../../../../src/loss/kinds/asymmetric';
import { sigmoid } from '../../../../src/numerics/stable';
import { anyLogit, close, hardTarget, moderateLogit } from '../arbitrary';

const gamma = fc.double({ min: 0, max: 8, noNaN: true });
const margin = fc.double({ min: 0.01, max: 0.4, noNaN: true });

describe('asymmetric loss', () => {
  it('is focal loss without alpha where both gammas are the same and there is no margin', () => {
    fc.assert(
      fc.property(anyLogit, hardTarget, gamma, (logit, target, exponent) => {
        const both = { gammaPositive: exponent, gammaNegative: exponent, clip: 0 };
        const focal = { alpha: null, gamma: exponent };
        expect(asymmetric.loss(logit, target, both)).toBe(focalLoss(logit, target, focal));
        expect(asymmetric.gradient(logit, target, both)).toBe(focalLossGradient(logit, target, focal));
      }),
    );
  });

  it('is nothing for negatives below the margin, and the formula of the paper above it', () => {
    fc.assert(
      fc.property(moderateLogit, gamma, margin, (logit, gammaNegative, clip) => {
        const loss = asymmetric.loss(logit, 0, { gammaPositive: 1, gammaNegative, clip });
        const shifted = Math.max(sigmoid(logit) - clip, 0);
        // 0 · log 1, also for an exponent of zero.
        expect(close(loss, -(shifted ** gammaNegative) * Math.log(1 - shifted), 1e-9, 1e-12)).toBe(true);
        if (shifted === 0) {
          expect(loss).toBeCloseTo(0, 15);
          expect(asymmetric.gradient(logit, 0, { gammaPositive: 1, gammaNegative, clip })).toBe(0);
        }
      }),
    );
  });

  it('has limits where a negative is certainly wrong', () => {
    const parameters = { gammaPositive: 0, gammaNegative: 4, clip: 0.05 };
    // p_m = 0.95 and 1 − p_m = 0.05.
    expect(asymmetric.loss(Number.POSITIVE_INFINITY, 0, parameters)).toBeCloseTo(
      -(0.95 ** 4) * Math.log(0.05),
      12,
    );
    expect(asymmetric.ratioToCrossEntropy(Number.NEGATIVE_INFINITY, parameters)).toBe(0);
  });
});
