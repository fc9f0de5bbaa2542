import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Summary } from '../../../src/tensor/summary';

function summarise(values: readonly number[], chunk = values.length) {
  const summary = new Summary();
  for (let start = 0; start < values.length; start += chunk) {
    summary.add(Float64Array.from(values.slice(start, start + chunk)));
  }
  return summary.result();
}

/** The place of the first value of a kind; null if there is none. */
function placeOf(values: readonly number[], isKind: (value: number) => boolean): number | null {
  const place = values.findIndex(isKind);
  return place < 0 ? null : place;
}

const moderate = fc.double({ min: -1e6, max: 1e6, noNaN: true });
const anything = fc.oneof(fc.double(), fc.integer(), moderate);

it('counts and extrema agree with their definitions for chunks of any size', () => {
  fc.assert(
    fc.property(fc.array(anything, { maxLength: 60 }), fc.integer({ min: 1, max: 20 }), (values, chunk) => {
      const finite = values.filter(Number.isFinite);
      expect(summarise(values, chunk)).toMatchObject({
        elements: values.length,
        nan: values.filter(Number.isNaN).length,
        positiveInfinity: values.filter((value) => value === Number.POSITIVE_INFINITY).length,
        firstNan: placeOf(values, Number.isNaN),
        firstInfinite: placeOf(values, (value) => Math.abs(value) === Number.POSITIVE_INFINITY),
        negativeInfinity: values.filter((value) => value === Number.NEGATIVE_INFINITY).length,
        zeros: values.filter((value) => value === 0).length,
        minimum: finite.length === 0 ? null : Math.min(...finite),
        maximum: finite.length === 0 ? null : Math.max(...finite),
      });
    }),
  );
});

/** Constructors of typed arrays from numbers. */
const arraysOf = {
  float64: (values: readonly number[]) => Float64Array.from(values),
  float32: (values: readonly number[]) => Float32Array.from(values),
  int32: (values: readonly number[]) => Int32Array.from(values),
  uint8: (values: readonly number[]) => Uint8Array.from(values),
};

it.each(Object.entries(arraysOf))(
  'counts of a long array of %s agree with their definitions',
  (_, arrayOf) => {
    fc.assert(
      fc.property(
        fc.array(anything, { minLength: 1, maxLength: 60 }),
        fc.integer({ min: 4_000, max: 20_000 }),
        (pattern, length) => {
          const values = arrayOf(Array.from({ length }, (_, index) => pattern[index % pattern.length] ?? 0));
          const finite = Array.from(values).filter(Number.isFinite);
          const summary = new Summary();
          summary.add(values);
          const { histogram, ...result } = summary.result();
          expect(result).toMatchObject({
            elements: length,
            nan: values.filter(Number.isNaN).length,
            zeros: values.filter((value) => value === 0).length,
            minimum: finite.length === 0 ? null : Math.min(...finite),
            maximum: finite.length === 0 ? null : Math.max(...finite),
          });
          expect(histogram?.counts.reduce((sum, count) => sum + count, 0) ?? 0).toBe(finite.length);
        },
      ),
    );
  },
);

it('mean and standard deviation agree with their definitions', () => {
  fc.assert(
    fc.property(
      fc.array(moderate, { minLength: 1, maxLength: 60 }),
      fc.integer({ min: 1, max: 20 }),
      (values, chunk) => {
        const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
        const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
        const size = Math.max(1, ...values.map(Math.abs));
        const result = summarise(values, chunk);
        expect(Math.abs((result.mean ?? Number.NaN) - mean)).toBeLessThanOrEqual(1e-12 * size);
        expect(Math.abs((result.standardDeviation ?? Number.NaN) - Math.sqrt(variance))).toBeLessThanOrEqual(
          1e-7 * size,
        );
      },
    ),
  );
});

it('every finite value is counted in its own bar', () => {
  // Beyond 1e306 the edges computed here overflow.
  const counted = anything.filter((value) => !Number.isFinite(value) || Math.abs(value) < 1e306);
  fc.assert(
    fc.property(fc.array(counted, { minLength: 1 }), fc.integer({ min: 1, max: 20 }), (values, chunk) => {
      const finite = values.filter(Number.isFinite);
      const { histogram } = summarise(values, chunk);
      if (histogram === null) {
        expect(finite).toEqual([]);
        return;
      }
      const { start, binWidth, counts } = histogram;
      const expected = counts.map((_, bar) => {
        const [from, to] = [start + bar * binWidth, start + (bar + 1) * binWidth];
        return finite.filter((value) => from <= value && value < to).length;
      });
      expect(counts).toEqual(expected);
      expect(counts.length).toBeLessThanOrEqual(65);
    }),
    // Values so close together that float64 cannot represent the edges of bins between them.
    { numRuns: 2_000, examples: [[[-999999.999999992, -999999.9999999686], 2]] },
  );
});

it('each class has its own bar', () => {
  expect(summarise([0, 0, 3, 1, 3, 3, -1]).histogram).toEqual({
    start: -1,
    binWidth: 1,
    counts: [1, 2, 1, 0, 3],
  });
  expect(summarise([1, 1]).histogram).toEqual({ start: 1, binWidth: 1, counts: [2] });
});
