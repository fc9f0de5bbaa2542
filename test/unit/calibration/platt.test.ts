import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plattScaling, type WeightedLogit } from '../../../src/calibration/platt';
import { sigmoid } from '../../../src/numerics/stable';

const logits = fc.uniqueArray(fc.integer({ min: -40, max: 40 }), { minLength: 3, maxLength: 30 });

/** Positives and negatives as often as σ(slope · x + intercept) has them. */
function drawnFrom(values: readonly number[], slope: number, intercept: number): WeightedLogit[] {
  return values.flatMap((value) => {
    const logit = value / 10;
    const decoded = slope * logit + intercept;
    return [
      { logit, target: 1 as const, count: 1000 * sigmoid(decoded) },
      { logit, target: 0 as const, count: 1000 * sigmoid(-decoded) },
    ];
  });
}

describe('Platt scaling', () => {
  it('finds the line that the outcomes were drawn from', () => {
    fc.assert(
      fc.property(
        logits,
        fc.double({ min: -2, max: 3, noNaN: true }),
        fc.double({ min: -3, max: 3, noNaN: true }),
        (values, slope, intercept) => {
          const found = plattScaling(drawnFrom(values, slope, intercept));
          expect(found?.slope).toBeCloseTo(slope, 4);
          expect(found?.intercept).toBeCloseTo(intercept, 4);
        },
      ),
    );
  });

  it('finds it where the first step leads to where the loss is almost flat', () => {
    const found = plattScaling(drawnFrom([35, 0, 39], 0, -2.7847305022624536));
    expect(found?.slope).toBeCloseTo(0, 4);
    expect(found?.intercept).toBeCloseTo(-2.7847305022624536, 4);
  });

  it('has no finite line where a threshold separates the sides, or a side is absent', () => {
    const negative = { logit: -1, target: 0 as const, count: 5 };
    const positive = { logit: 1, target: 1 as const, count: 5 };
    expect(plattScaling([negative, positive])).toBeNull();
    expect(plattScaling([negative])).toBeNull();
    expect(plattScaling([positive])).toBeNull();
  });
});
