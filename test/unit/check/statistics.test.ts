import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { meanLoss } from '../../../src/check/derive/cumulative-loss';
import { layoutOf } from '../../../src/check/input/layout';
import { buildReport } from '../../../src/check/report/build-report';
import type { Interpretation, StatisticsRecord } from '../../../src/check/report/report';
import { Accumulation } from '../../../src/check/statistics/accumulation';
import { MarginHistogram, marginBins } from '../../../src/check/statistics/margin-histogram';
import {
  completed,
  gatheredStatistics,
  mergeStatistics,
  type StatisticsPart,
} from '../../../src/check/statistics/statistics';
import { focalLoss } from '../../../src/loss/binary';

const parameters = { alpha: 0.25, gamma: 2, reduction: 'sum' } as const;

function interpretation(link: 'sigmoid' | 'softmax'): Interpretation {
  return {
    input: 'logits',
    link,
    targets: link === 'sigmoid' ? 'binary' : 'index',
    classAxis: 1,
    classes: 4,
    backgroundClass: null,
    ignoreIndex: null,
    why: [],
  };
}

describe('statistics of parts', () => {
  it.each(['sigmoid', 'softmax'] as const)('merge into the statistics of the whole (%s)', (link) => {
    const row = fc.tuple(
      fc.array(fc.double({ min: -50, max: 50, noNaN: true }), { minLength: 4, maxLength: 4 }),
      link === 'sigmoid'
        ? fc.array(fc.constantFrom(0, 1), { minLength: 4, maxLength: 4 })
        : fc.nat({ max: 3 }).map((target) => [target]),
      fc.record({
        weight: fc.double({ min: 0, max: 2, noNaN: true }),
        given: fc.double({ min: -1, max: 9 }),
      }),
    );
    const rowsOfData = fc.array(row, { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(rowsOfData, fc.nat({ max: 40 }), fc.boolean(), (rows, cut, hasColumns) => {
        const meaning = interpretation(link);
        const layout = layoutOf([rows.length, 4], meaning, link === 'sigmoid');
        const size = hasColumns ? { perRow: 1 } : undefined;
        const data = {
          layout,
          interpretation: meaning,
          parameters,
          sizes: { weight: size, gradient: size, loss: size },
          file: 'whole.npy',
          shape: [rows.length, 4],
        };
        const gather = (firstRow: number, part: typeof rows): StatisticsPart => {
          const accumulation = new Accumulation(gatheredStatistics(data), data);
          const logits = Float64Array.from(part.flatMap(([values]) => values));
          const targets = Uint8Array.from(part.flatMap(([, labels]) => labels));
          const column = (name: 'weight' | 'given') => ({
            values: Float64Array.from(part, ([, , columns]) => columns[name]),
            perRow: 1,
          });
          const [weight, gradient, loss] = [column('weight'), column('given'), column('given')];
          const columns = hasColumns ? { weight, gradient, loss } : {};
          accumulation.add({ firstRow, rows: part.length, logits, targets, ...columns });
          return accumulation.part();
        };
        const report = (statistics: StatisticsRecord) => {
          const { timing: _, ...rest } = buildReport({
            inputs: [],
            unusedArrays: [],
            interpretation: meaning,
            parameters,
            statistics,
            milliseconds: 0,
          });
          return rest;
        };
        const first = gather(0, rows.slice(0, cut));
        const later = gather(Math.min(cut, rows.length), rows.slice(cut));
        const whole = report(completed(gather(0, rows)));
        // Parts of a pass, which may come from a worker, and then records of whole shards.
        const merged = completed(mergeStatistics(structuredClone(first), structuredClone(later)));
        expectNearlyEqual(report(merged), whole);
        expectNearlyEqual(report(mergeStatistics(completed(first), completed(later))), whole);
      }),
      { numRuns: 60 },
    );
  });
});

describe('the histogram of x_t', () => {
  it('gives the focal loss of any γ up to 5 to 1e-5', () => {
    const margins = fc.array(fc.double({ min: -200, max: 200, noNaN: true }), {
      minLength: 1,
      maxLength: 200,
    });
    fc.assert(
      fc.property(margins, fc.double({ min: 0, max: 5, noNaN: true }), (values, gamma) => {
        const histogram = new MarginHistogram();
        for (const value of values) {
          histogram.addOne(value);
        }
        const exact = values.reduce((sum, x) => sum + focalLoss(x, 1, { alpha: null, gamma }), 0);
        const estimate = marginBins(histogram.entries()).reduce(
          (sum, bin) => sum + bin.count * meanLoss(bin, gamma),
          0,
        );
        // Far beyond |x_t| = 16 the bins are wide, but a loss there is below e^−16.
        expect(Math.abs(estimate - exact)).toBeLessThanOrEqual(1e-5 * exact + 1e-9 * values.length);
      }),
    );
  });

  it('keeps its bins in the order of x_t', () => {
    const value = fc.double({ min: -16_384, max: 16_384, noNaN: true });
    fc.assert(
      fc.property(value, value, (one, other) => {
        const histogram = new MarginHistogram();
        histogram.addOne(one);
        histogram.addOne(other);
        const means = marginBins(histogram.entries()).map(({ mean }) => mean);
        const expected = [Math.min(one, other), Math.max(one, other)];
        if (means.length === 2) {
          for (const [at, mean] of expected.entries()) {
            expect(means[at]).toBeCloseTo(mean, 6);
          }
        } else {
          expect(means[0]).toBeCloseTo((one + other) / 2, 6);
        }
      }),
    );
  });
});

/** Equal but for the last digits of floating-point sums. */
function expectNearlyEqual(actual: unknown, expected: unknown): void {
  if (typeof expected === 'number' && typeof actual === 'number') {
    expect(Math.abs(actual - expected)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(expected)));
  } else if (
    typeof expected === 'object' &&
    expected !== null &&
    typeof actual === 'object' &&
    actual !== null
  ) {
    expect(Object.keys(actual)).toEqual(Object.keys(expected));
    const other = new Map(Object.entries(actual));
    for (const [key, value] of Object.entries(expected)) {
      expectNearlyEqual(other.get(key), value);
    }
  } else {
    expect(actual).toEqual(expected);
  }
}
