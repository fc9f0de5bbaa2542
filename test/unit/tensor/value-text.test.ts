import { f16round } from '@petamoriken/float16';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exactText, shortText } from '../../../src/tensor/value-text';

const float64 = fc.double({ noNaN: true, noDefaultInfinity: true });
const float32 = fc.float({ noNaN: true, noDefaultInfinity: true });

describe('exactText', () => {
  it('reads back as the same value of the type', () => {
    fc.assert(
      fc.property(float64, float32, (wide, narrow) => {
        expect(Number(exactText(wide, 'float64'))).toBe(wide);
        expect(Math.fround(Number(exactText(narrow, 'float32')))).toBe(narrow);
        const half = f16round(narrow);
        if (Number.isFinite(half)) {
          expect(f16round(Number(exactText(half, 'float16')))).toBe(half);
        }
      }),
    );
  });

  it.each([
    [Math.fround(0.1), 'float32', '0.1'],
    [0.1, 'float64', '0.1'],
    [0.0999755859375, 'float16', '0.1'],
    [0.10009765625, 'bfloat16', '0.1'],
    [16_777_216, 'float32', '16777216'],
    [2 ** 62, 'float64', '4611686018427388000'],
    [9_007_199_254_740_993n, 'int64', '9007199254740993'],
    [1, 'bool', 'True'],
    [255, 'uint8', '255'],
    [-0, 'float32', '-0'],
    [Number.NaN, 'float32', 'nan'],
    [Number.NEGATIVE_INFINITY, 'float64', '-inf'],
  ] as const)('%s of %s is %s', (value, dtype, text) => {
    expect(exactText(value, dtype)).toBe(text);
  });
});

it.each([
  [0.123456789, 'float64', '0.123457'],
  [Math.fround(0.1), 'float32', '0.1'],
  [1.5e-30, 'float64', '1.5e-30'],
  [123_456, 'int32', '123456'],
  [-9_007_199_254_740_993n, 'int64', '-9007199254740993'],
  [Number.NaN, 'float32', 'nan'],
  [1e300, 'float64', '1e+300'],
  [2 ** 62, 'float64', '4.61169e+18'],
] as const)('%s of %s is shortened to %s', (value, dtype, text) => {
  expect(shortText(value, dtype)).toBe(text);
});
