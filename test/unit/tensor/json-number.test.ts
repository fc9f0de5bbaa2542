import fc from 'fast-check';
import { expect, it } from 'vitest';
import { JsonNumber } from '../../../src/tensor/formats/json/number';

function parse(text: string): number {
  const bytes = new TextEncoder().encode(`${text},`);
  const number = new JsonNumber();
  expect(number.scan(bytes, 0, bytes.length)).toBe(text.length);
  expect(number.complete).toBe(true);
  return number.value();
}

const float64 = fc.double({ noNaN: true, noDefaultInfinity: true });

it('a JSON number becomes the same float64 as with Number', () => {
  fc.assert(
    fc.property(float64, fc.integer({ min: 1, max: 25 }), (value, digits) => {
      for (const text of [String(value), value.toPrecision(digits), value.toExponential(digits)]) {
        // Number.toPrecision writes "1e+21", which is JSON, but never a leading ".".
        expect(parse(text)).toBe(Number(text));
      }
    }),
    { numRuns: 20_000 },
  );
});

it('a decimal at or near the middle of two float64 is rounded like with Number', () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: 2n ** 53n, max: 2n ** 63n }),
      fc.integer({ min: -2, max: 2 }),
      (integer, off) => {
        const half = ((integer >> 11n) << 11n) + 1_024n + BigInt(off);
        for (const text of [
          half.toString(),
          `${half}.000`,
          `${half}e-3`,
          `${half.toString().slice(0, 3)}.${half}`,
        ]) {
          expect(parse(text)).toBe(Number(text));
        }
      },
    ),
    { numRuns: 5_000 },
  );
});

it.each(['-', '1.', '1e', '1e+', '01', '-01', '1.e5'])('the number %s is incomplete', (text) => {
  const bytes = new TextEncoder().encode(`${text} `);
  const number = new JsonNumber();
  const end = number.scan(bytes, 0, bytes.length);
  expect(end === undefined || !number.complete).toBe(true);
});
