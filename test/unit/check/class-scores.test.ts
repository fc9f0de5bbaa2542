import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { binRun, countsOfRun, runOfBins } from '../../../src/check/statistics/bin-run';
import { SCORE_BIN_COUNT, scoreBinEdge, scoreBinOf } from '../../../src/check/statistics/score-bins';

describe('bins of scores', () => {
  it('hold each logit between their edges, the lower one included', () => {
    const anyLogit = fc.oneof(
      fc.double({ noNaN: true }),
      fc.double({ min: -40, max: 40, noNaN: true }),
      fc.integer({ min: -400, max: 400 }).map((sixteenth) => sixteenth / 16),
    );
    fc.assert(
      fc.property(anyLogit, (logit) => {
        const bin = scoreBinOf(logit);
        // Beyond 16 the edges are powers of two, which are rounded.
        const isRounded = Math.abs(logit) > 16 && Number.isFinite(logit);
        const slack = isRounded ? 1e-12 * Math.abs(logit) : 0;
        expect(scoreBinEdge(bin)).toBeLessThanOrEqual(logit + slack);
        if (logit !== Number.POSITIVE_INFINITY) {
          expect(scoreBinEdge(bin + 1)).toBeGreaterThan(logit - slack);
        }
      }),
      { examples: [[Number.NEGATIVE_INFINITY], [Number.POSITIVE_INFINITY]] },
    );
  });

  it('ascend, from minus infinity to infinity', () => {
    const edges = Array.from({ length: SCORE_BIN_COUNT + 1 }, (_, bin) => scoreBinEdge(bin));
    expect(edges[0]).toBe(Number.NEGATIVE_INFINITY);
    expect(edges.at(-1)).toBe(Number.POSITIVE_INFINITY);
    expect(edges.every((edge, at) => at === 0 || edge > (edges[at - 1] ?? 0))).toBe(true);
  });
});

describe('a run of bins', () => {
  const counts = fc.array(fc.nat({ max: 9 }), { minLength: 1, maxLength: 30 });

  it('keeps the counts', () => {
    fc.assert(
      fc.property(counts, (given) => {
        const run = runOfBins(given);
        const read = [...Array.from({ length: run.first }, () => 0), ...countsOfRun(run)];
        expect([...read, ...given.slice(read.length)]).toEqual(given);
      }),
    );
  });

  it('merges into the run of the sums', () => {
    const { merge } = binRun('Counts.');
    fc.assert(
      fc.property(counts, counts, (one, later) => {
        const sums = Array.from(
          { length: Math.max(one.length, later.length) },
          (_, bin) => (one[bin] ?? 0) + (later[bin] ?? 0),
        );
        expect(merge(runOfBins(one), runOfBins(later))).toEqual(runOfBins(sums));
      }),
    );
  });
});
