import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  logProbabilities,
  logScores,
  probabilityLogit,
  probabilityOfScore,
  scoreLogit,
} from '../../../src/calibration/focal-map';
import { focalLossGradient } from '../../../src/loss/binary';
import { sigmoid } from '../../../src/numerics/stable';

const logit = fc.double({ min: -60, max: 60, noNaN: true });
const gamma = fc.oneof(fc.constant(0), fc.double({ min: 0, max: 8, noNaN: true }));
const alpha = fc.option(fc.double({ min: 0.01, max: 0.99, noNaN: true }), { nil: null });
const loss = fc.record({ alpha, gamma });
const logits = fc.array(fc.double({ min: -20, max: 20, noNaN: true }), { minLength: 2, maxLength: 12 });

describe('the map from a score of focal loss to a probability', () => {
  it('is the identity at gamma 0 without alpha', () => {
    fc.assert(
      fc.property(logit, (x) => {
        expect(probabilityLogit(x, { alpha: null, gamma: 0 })).toBeCloseTo(x, 10);
      }),
    );
  });

  it('is a shift by the logit of alpha at gamma 0', () => {
    fc.assert(
      fc.property(logit, fc.double({ min: 0.01, max: 0.99, noNaN: true }), (x, weight) => {
        const shift = probabilityLogit(x, { alpha: weight, gamma: 0 }) - x;
        expect(shift).toBeCloseTo(Math.log((1 - weight) / weight), 10);
      }),
    );
  });

  it('increases with the score', () => {
    fc.assert(
      fc.property(logit, fc.double({ min: 0.001, max: 5, noNaN: true }), loss, (x, step, parameters) => {
        expect(probabilityLogit(x + step, parameters)).toBeGreaterThan(probabilityLogit(x, parameters));
      }),
    );
  });

  it('puts the expected gradient of the loss at zero', () => {
    fc.assert(
      fc.property(fc.double({ min: -12, max: 12, noNaN: true }), loss, (x, parameters) => {
        const toProbability = probabilityLogit(x, parameters);
        const positive = sigmoid(toProbability) * focalLossGradient(x, 1, parameters);
        const negative = sigmoid(-toProbability) * focalLossGradient(x, 0, parameters);
        expect(Math.abs(positive + negative)).toBeLessThanOrEqual(1e-12 * (Math.abs(positive) + 1e-300));
      }),
    );
  });

  it('is undone by the map from a probability to a score', () => {
    fc.assert(
      fc.property(logit, loss, (x, parameters) => {
        expect(Math.abs(scoreLogit(probabilityLogit(x, parameters), parameters) - x)).toBeLessThan(1e-9);
      }),
    );
  });

  it('says 75 % at a score of one half with the values of the paper', () => {
    // With p = 1/2 both derivatives are equal, so that the odds are (1 − α) : α = 3 : 1.
    expect(probabilityOfScore(0.5, { alpha: 0.25, gamma: 2 })).toBeCloseTo(0.75, 14);
  });

  it('keeps scores of exactly 0 and 1', () => {
    expect(probabilityOfScore(0, { alpha: 0.25, gamma: 2 })).toBe(0);
    expect(probabilityOfScore(1, { alpha: 0.25, gamma: 2 })).toBe(1);
  });
});

describe('the map of a softmax', () => {
  it('agrees with that of a sigmoid for two classes', () => {
    fc.assert(
      fc.property(fc.double({ min: -30, max: 30, noNaN: true }), loss, (x, parameters) => {
        const weights = parameters.alpha === null ? null : [1 - parameters.alpha, parameters.alpha];
        const [negative = 0, positive = 0] = logProbabilities([0, x], {
          alpha: weights,
          gamma: parameters.gamma,
        });
        expect(Math.abs(positive - negative - probabilityLogit(x, parameters))).toBeLessThan(1e-9);
      }),
    );
  });

  it('leaves a softmax as it is at gamma 0 without alpha', () => {
    fc.assert(
      fc.property(logits, (values) => {
        const total = Math.log(values.reduce((sum, value) => sum + Math.exp(value), 0));
        const decoded = logProbabilities(values, { alpha: null, gamma: 0 });
        values.forEach((value, k) => {
          expect(decoded[k]).toBeCloseTo(value - total, 9);
        });
      }),
    );
  });

  it('is undone by the map from probabilities to scores', () => {
    fc.assert(
      fc.property(logits, gamma, fc.boolean(), (values, exponent, isWeighted) => {
        const parameters = { alpha: isWeighted ? values.map((_, k) => 0.5 + k) : null, gamma: exponent };
        const total = Math.log(values.reduce((sum, value) => sum + Math.exp(value), 0));
        const scores = logScores(logProbabilities(values, parameters), parameters);
        values.forEach((value, k) => {
          expect(Math.abs((scores[k] ?? Number.NaN) - (value - total))).toBeLessThan(1e-7);
        });
      }),
    );
  });
});
