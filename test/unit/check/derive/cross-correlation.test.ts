import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type ComplexSeries, crossCorrelation } from '../../../../src/check/derive/cross-correlation';

const series = (rows: number) =>
  fc
    .array(
      fc.tuple(fc.double({ min: -9, max: 9, noNaN: true }), fc.double({ min: -9, max: 9, noNaN: true })),
      {
        minLength: rows,
        maxLength: rows,
      },
    )
    .map(
      (pairs): ComplexSeries => ({
        real: Float64Array.from(pairs, ([real]) => real),
        imaginary: Float64Array.from(pairs, ([, imaginary]) => imaginary),
      }),
    );

it('a cross-correlation is the sum of the products at each lag', () => {
  const pairs = fc.integer({ min: 1, max: 40 }).chain((rows) => fc.tuple(series(rows), series(rows)));
  fc.assert(
    fc.property(pairs, ([one, other]) => {
      const rows = one.real.length;
      const sums = crossCorrelation(one, other);
      expect(sums).toHaveLength(2 * rows - 1);
      for (const [at, sum] of sums.entries()) {
        const lag = at - rows + 1;
        let direct = 0;
        for (let row = Math.max(0, -lag); row < Math.min(rows, rows - lag); row++) {
          direct +=
            (one.real[row] ?? 0) * (other.real[row + lag] ?? 0) +
            (one.imaginary[row] ?? 0) * (other.imaginary[row + lag] ?? 0);
        }
        expect(sum).toBeCloseTo(direct, 9);
      }
    }),
  );
});
