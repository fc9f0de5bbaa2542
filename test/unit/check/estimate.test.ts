import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { estimateReport, WORST_ESTIMATE } from '../../../src/check/report/estimate-report';
import type { Parameters } from '../../../src/check/report/report';
import { check, randomNumbers, validateReport, vector } from './tensors';

const random = randomNumbers(5);
const logits = Array.from({ length: 3000 }, () => 24 * random() - 16);
const targets = logits.map((x) => (random() < 1 / (1 + Math.exp(-x - 1)) ? 1 : 0));
const rows = { shape: [1000, 3], data: logits };
const classes = vector(Array.from({ length: 1000 }, () => Math.floor(3 * random())));

const amounts = logits.map(() => Math.floor(5 * random()) / 2);
/** Every other target is between 0 and 1. */
const softened = targets.map((target, at) => (at % 2 === 0 ? target : random()));
const smoothed = classes.data.flatMap((label, at) =>
  [0, 1, 2].map((one) => (at % 3 === 0 ? 0 : 0.05) + (one === label ? (at % 3 === 0 ? 1 : 0.85) : 0)),
);

/** A few in the middle of a bin of 1 / 64 and many at its edges, where the third moment is as large as it can be. */
const edges = {
  logits: vector(
    Array.from({ length: 300 }, (_, at) => 1 + (at % 3 === 0 ? 0.0155 : 0.0001) + (at % 7) / 64),
  ),
  targets: vector(Array.from({ length: 300 }, (_, at) => (at % 2 === 0 ? 1 : 0))),
};
/** Beyond ±32 bins are wider; and the whole loss is there. */
const saturated = {
  logits: vector(Array.from({ length: 300 }, (_, at) => (at % 2 === 0 ? 1 : -1) * (33 + 6 * random()))),
  targets: vector(Array.from({ length: 300 }, (_, at) => (at % 2 === 0 ? 1 : 0))),
};

const wanted = fc.record({
  alpha: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
  gamma: fc.double({ min: 0.01, max: 10, noNaN: true }),
  reduction: fc.constantFrom<Parameters['reduction']>('sum', 'mean', 'meanOverPositives'),
});

function expectWithin(found: number | null, exact: number | null, relative: number): void {
  expect(found === null).toBe(exact === null);
  expect(Math.abs((found ?? 0) - (exact ?? 0))).toBeLessThanOrEqual(relative * Math.abs(exact ?? 0) + 1e-300);
}

describe('an estimate from the histograms', () => {
  it.each([
    ['a sigmoid', { logits: vector(logits), targets: vector(targets) }],
    ['a softmax', { logits: rows, labels: classes }],
    ['weighted elements', { logits: vector(logits), targets: vector(targets), weight: vector(amounts) }],
    ['a weighted softmax', { logits: rows, labels: classes, weight: vector(amounts.slice(0, 1000)) }],
    ['soft targets of a sigmoid', { logits: vector(logits), targets: vector(softened) }],
    ['soft targets of a softmax', { logits: rows, targets: { shape: [1000, 3], data: smoothed } }],
    ['logits at both edges of a bin', edges],
    ['saturated logits, none of them wrong', saturated],
  ])('is within its stated bound of the exact losses, for %s', async (_, arrays) => {
    const before = await check(arrays);
    await fc.assert(
      fc.asyncProperty(wanted, async (parameters) => {
        const exact = await check(arrays, { parameters });
        const estimate = estimateReport(before, parameters);
        fc.pre(estimate !== null);
        validateReport(estimate);
        const bound = estimate.estimate?.relativeError ?? Number.NaN;
        expect(bound).toBeLessThanOrEqual(WORST_ESTIMATE);
        for (const loss of ['crossEntropy', 'alphaBalancedCrossEntropy', 'focal', 'focalStar'] as const) {
          expectWithin(estimate?.losses[loss].sum ?? null, exact.losses[loss].sum, bound);
        }
        expectWithin(estimate?.reducedLoss ?? null, exact.reducedLoss, bound);
        expect(estimate?.counts).toEqual(exact.counts);
        expect(estimate?.calibration).toEqual(exact.calibration);
      }),
      { numRuns: 20 },
    );
  });

  it.each([
    ['a sigmoid', { logits: vector(logits), targets: vector(targets) }],
    ['a softmax', { logits: rows, labels: classes }],
    ['weighted elements', { logits: vector(logits), targets: vector(targets), weight: vector(amounts) }],
    ['soft targets of a sigmoid', { logits: vector(logits), targets: vector(softened) }],
    ['soft targets of a softmax', { logits: rows, targets: { shape: [1000, 3], data: smoothed } }],
  ])('exists for usual parameters, for %s', async (_, arrays) => {
    const before = await check(arrays);
    for (const gamma of [0, 0.5, 1, 3, 5, 10]) {
      expect(estimateReport(before, { ...before.parameters, gamma })?.estimate).not.toBeNull();
    }
  });

  it('is exact for any data if only the reduction changes', async () => {
    const soft = { logits: vector([1, 2, -1]), targets: vector([0.5, 1, 0]), weight: vector([1, 2, 0.5]) };
    const estimate = estimateReport(await check(soft), {
      ...(await check(soft)).parameters,
      reduction: 'sum',
    });
    const exact = await check(soft, { parameters: { reduction: 'sum' } });
    expect(estimate?.estimate).toBeNull();
    expect(estimate?.reducedLoss).toBe(exact.reducedLoss);
    expect(estimate?.losses).toEqual(exact.losses);
  });

  it('does not exist if logits beyond the histogram contribute to the loss', async () => {
    const report = await check({ logits: vector([-70_000, 1]), targets: vector([1, 0]) });
    expect(estimateReport(report, { ...report.parameters, gamma: 1 })).toBeNull();
  });

  it('does not exist with one α per class', async () => {
    const report = await check({ logits: rows, labels: classes }, { parameters: { alpha: [1, 2, 3] } });
    expect(estimateReport(report, { ...report.parameters, gamma: 1 })).toBeNull();
  });
});

describe('a check', () => {
  it('reports its progress until all bytes are read', async () => {
    const seen: number[] = [];
    const report = await check(
      { logits: vector(logits), targets: vector(targets) },
      { onProgress: ({ elements }) => seen.push(elements) },
    );
    expect(seen.at(-1)).toBe(report.counts.elements);
    const twice: number[] = [];
    const all = await check(
      { logits: rows, labels: classes },
      { allClassScores: true, onProgress: ({ elements }) => twice.push(elements) },
    );
    // The scores of all classes are counted in a second pass.
    expect(twice.filter((elements) => elements === all.counts.elements)).toHaveLength(2);
  });

  it('rejects with the reason of its signal', async () => {
    const reason = new Error('enough');
    const cancelled = check(
      { logits: vector(logits), targets: vector(targets) },
      { signal: AbortSignal.abort(reason) },
    );
    await expect(cancelled).rejects.toBe(reason);
  });
});
