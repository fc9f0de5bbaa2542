import { f16round } from '@petamoriken/float16';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { floatRounding } from '../../../src/tensor/reading/float-rounding';

const rounded = floatRounding('float16');

describe('rounding to float16 is that of @petamoriken/float16', () => {
  it('for numbers of any size', () => {
    fc.assert(
      fc.property(fc.oneof(fc.double(), fc.double({ min: -70_000, max: 70_000 }), fc.float()), (value) => {
        expect(rounded?.(value)).toBe(f16round(value));
      }),
    );
  });

  it('for every half float, halfway to the next and beside it', () => {
    const steps = new Float64Array([1, 1 - 2 ** -52, 1 + 2 ** -52]);
    for (let exponent = -25; exponent <= 16; exponent++) {
      for (let place = 2048; place < 4096; place++) {
        for (const step of steps) {
          const value = place * 2 ** (exponent - 11) * step;
          if (rounded?.(value) !== f16round(value)) {
            throw new Error(`${value}: ${rounded?.(value)}`);
          }
          if (!Object.is(rounded?.(-value), f16round(-value))) {
            throw new Error(`${-value}: ${rounded?.(-value)}`);
          }
        }
      }
    }
  });

  it.each([
    0,
    -0,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    65_504,
    65_519.999,
    65_520,
  ])('for %s', (value) => {
    expect(rounded?.(value)).toBe(f16round(value));
  });
});
