import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rootOf, type Tangent } from '../../../src/calibration/root';

/** Increasing functions with a known root: smooth, steep, flat, with a jump, and with half of their derivative. */
const shapes: Readonly<Record<string, (distance: number) => Tangent>> = {
  line: (distance) => ({ value: distance, slope: 1 }),
  cube: (distance) => ({ value: distance ** 3, slope: 3 * distance ** 2 }),
  'cube root': (distance) => ({ value: Math.cbrt(distance), slope: Math.cbrt(distance) / (3 * distance) }),
  exponential: (distance) => ({ value: Math.expm1(3 * distance), slope: 3 * Math.exp(3 * distance) }),
  'steep exponential': (distance) => ({
    value: Math.expm1(60 * distance),
    slope: 60 * Math.exp(60 * distance),
  }),
  jump: (distance) => ({ value: distance < 0 ? -1 : 1e-9, slope: 0 }),
  'half of the slope': (distance) => ({ value: distance, slope: 0.5 }),
};

describe('the root of an increasing function', () => {
  it.each(Object.keys(shapes))('is found at any place: %s', (name) => {
    const shape = shapes[name];
    fc.assert(
      fc.property(fc.double({ min: -9.99, max: 9.99, noNaN: true }), (root) => {
        let values = 0;
        const found = rootOf(
          (at) => {
            values++;
            return shape?.(at - root) ?? { value: Number.NaN, slope: Number.NaN };
          },
          -10,
          10,
        );
        expect(Math.abs((found ?? Number.NaN) - root)).toBeLessThan(1e-12);
        expect(values).toBeLessThanOrEqual(2 * 53);
      }),
    );
  });

  it('needs few values of a smooth function', () => {
    let values = 0;
    rootOf(
      (at) => {
        values++;
        return { value: Math.expm1(at - 1.25), slope: Math.exp(at - 1.25) };
      },
      -10,
      10,
    );
    expect(values).toBeLessThan(12);
  });

  it('is null if the function does not cross zero', () => {
    const line = (at: number) => ({ value: at, slope: 1 });
    expect(rootOf(line, 1, 2)).toBeNull();
    expect(rootOf(line, -2, -1)).toBeNull();
    expect(rootOf(() => ({ value: 0, slope: 0 }), -1, 1)).toBeNull();
    expect(rootOf(() => ({ value: Number.NaN, slope: Number.NaN }), -1, 1)).toBeNull();
  });
});
