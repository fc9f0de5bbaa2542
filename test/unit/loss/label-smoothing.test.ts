import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { smoothedTarget } from '../../../src/loss/label-smoothing';
import { smoothDistribution, smoothedOneHot } from '../../reference/label-smoothing';
import { close } from './arbitrary';

const smoothing = fc.double({ min: 0, max: 1, noNaN: true });

describe('label smoothing', () => {
  it('leaves a distribution over the classes that sums to one, with ε / K for the others (Szegedy et al. 2016)', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 50 }), fc.nat(), smoothing, (classes, which, epsilon) => {
        const target = which % classes;
        const smoothed = smoothedOneHot(target, classes, epsilon);
        expect(
          close(
            smoothed.reduce((sum, share) => sum + share, 0),
            1,
            1e-13,
          ),
        ).toBe(true);
        const other = (target + 1) % classes;
        expect(close(smoothed[other] ?? Number.NaN, epsilon / classes, 1e-15)).toBe(true);
      }),
    );
  });

  it('of a binary target equals that of two classes', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), smoothing, (target, epsilon) => {
        const [, positive] = smoothDistribution(Float64Array.of(1 - target, target), epsilon);
        expect(close(smoothedTarget(target, epsilon), positive ?? Number.NaN, 1e-13, 1e-3)).toBe(true);
      }),
    );
  });

  it('with ε = 0 changes nothing, with ε = 1 leaves an even distribution', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (target) => {
        expect(smoothedTarget(target, 0)).toBe(target);
      }),
    );
    expect([...smoothedOneHot(2, 4, 0)]).toEqual([0, 0, 1, 0]);
    expect([...smoothedOneHot(2, 4, 1)]).toEqual([0.25, 0.25, 0.25, 0.25]);
  });
});
