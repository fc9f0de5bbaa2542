import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rootOf } from '../../../src/calibration/root';

/** Increasing functions with a known root, smooth, steep, flat and with a jump. */
const shapes: Readonly<Record<string, (distance: number) => number>> = {
  line: (distance) => distance,
  cube: (distance) => distance ** 3,
  'cube root': (distance) => Math.cbrt(distance),
  exponential: (distance) => Math.expm1(3 * distance),
  'steep exponential': (distance) => Math.expm1(60 * distance),
  jump: (distance) => (distance < 0 ? -1 : 1e-9),
};

describe('the root of an increasing function', () => {
  it.each(Object.keys(shapes))('is found at any place: %s', (name) => {
    const shape = shapes[name] ?? Number;
    fc.assert(
      fc.property(fc.double({ min: -9.99, max: 9.99, noNaN: true }), (root) => {
        let values = 0;
        const found = rootOf(
          (at) => {
            values++;
            return shape(at - root);
          },
          -10,
          10,
        );
        expect(Math.abs((found ?? Number.NaN) - root)).toBeLessThan(1e-12);
        expect(values).toBeLessThanOrEqual(2 + 51 + 1);
      }),
    );
  });

  it('needs few values of a smooth function', () => {
    let values = 0;
    rootOf(
      (at) => {
        values++;
        return Math.expm1(at - 1.25);
      },
      -10,
      10,
    );
    expect(values).toBeLessThan(25);
  });

  it('is null if the function does not cross zero', () => {
    expect(rootOf((at) => at, 1, 2)).toBeNull();
    expect(rootOf((at) => at, -2, -1)).toBeNull();
    expect(rootOf(() => 0, -1, 1)).toBeNull();
    expect(rootOf(() => Number.NaN, -1, 1)).toBeNull();
  });
});
