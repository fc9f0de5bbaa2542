import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { logitOfProbability, modulatingFactor, sigmoid } from '../../../src/numerics/stable';
import { anyLogit, close } from './arbitrary';

describe('stable building blocks', () => {
  it('σ(x) + σ(−x) = 1', () => {
    fc.assert(
      fc.property(anyLogit, (x) => {
        expect(sigmoid(x) + sigmoid(-x)).toBeCloseTo(1, 15);
      }),
    );
  });

  it('the modulating factor keeps its value where 1 − p_t underflows', () => {
    expect(close(modulatingFactor(1000, 0.1), Math.exp(-100), 1e-12)).toBe(true);
    expect(modulatingFactor(1e4, 0)).toBe(1);
  });

  it('σ of the logit of a probability is the probability', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-9, max: 1 - 1e-9, noNaN: true }), (p) => {
        expect(sigmoid(logitOfProbability(p))).toBeCloseTo(p, 12);
      }),
    );
    // Near 1/2 the logit is 4 (p − 1/2) up to the third power.
    for (const step of [2 ** -20, -(2 ** -30), 2 ** -50, 0]) {
      expect(close(logitOfProbability(0.5 + step), 4 * step, 1e-11)).toBe(true);
    }
    expect(logitOfProbability(1.5)).toBeNaN();
  });
});
