import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ESTIMATE_ERROR, estimateReport } from '../../../src/check/estimate-report';
import type { Parameters } from '../../../src/check/report';
import { check, randomNumbers, validateReport, vector } from './tensors';

const random = randomNumbers(5);
const logits = Array.from({ length: 3000 }, () => 24 * random() - 16);
const targets = logits.map((x) => (random() < 1 / (1 + Math.exp(-x - 1)) ? 1 : 0));
const rows = { shape: [1000, 3], data: logits };
const classes = vector(Array.from({ length: 1000 }, () => Math.floor(3 * random())));

const wanted = fc.record({
  alpha: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
  gamma: fc.double({ min: 0.01, max: 10, noNaN: true }),
  reduction: fc.constantFrom<Parameters['reduction']>('sum', 'mean', 'meanOverPositives'),
});

function expectWithin(found: number | null, exact: number | null, relative: number): void {
  expect(found === null).toBe(exact === null);
  expect(Math.abs((found ?? 0) - (exact ?? 0))).toBeLessThanOrEqual(relative * Math.abs(exact ?? 0) + 1e-12);
}

describe('an estimate from the histograms', () => {
  it.each([
    ['a sigmoid', { logits: vector(logits), targets: vector(targets) }],
    ['a softmax', { logits: rows, labels: classes }],
  ])('has the losses of the exact pass within its bound, for %s', async (_, arrays) => {
    const before = await check(arrays);
    await fc.assert(
      fc.asyncProperty(wanted, async (parameters) => {
        const exact = await check(arrays, { parameters });
        const estimate = estimateReport(before, parameters);
        expect(estimate?.estimate).toEqual({ relativeError: ESTIMATE_ERROR });
        validateReport(estimate);
        for (const loss of ['crossEntropy', 'alphaBalancedCrossEntropy', 'focal', 'focalStar'] as const) {
          expectWithin(estimate?.losses[loss].sum ?? null, exact.losses[loss].sum, ESTIMATE_ERROR);
        }
        expectWithin(estimate?.reducedLoss ?? null, exact.reducedLoss, ESTIMATE_ERROR);
        expect(estimate?.counts).toEqual(exact.counts);
        expect(estimate?.calibration).toEqual(exact.calibration);
      }),
      { numRuns: 25 },
    );
  });

  it('is not made where x_t does not determine the loss', async () => {
    const soft = await check({ logits: vector([1, 2]), targets: vector([0.5, 1]) });
    expect(estimateReport(soft, { ...soft.parameters, gamma: 1 })).toBeNull();
    const weighted = await check({ logits: vector([1, 2]), targets: vector([0, 1]), weight: vector([1, 2]) });
    expect(estimateReport(weighted, { ...weighted.parameters, gamma: 1 })).toBeNull();
  });
});

describe('a check', () => {
  it('reports its progress up to the whole', async () => {
    const seen: number[] = [];
    const report = await check(
      { logits: vector(logits), targets: vector(targets) },
      { onProgress: ({ elements }) => seen.push(elements) },
    );
    expect(seen.at(-1)).toBe(report.counts.elements);
  });

  it('stops with the reason of its signal', async () => {
    const reason = new Error('enough');
    const cancelled = check(
      { logits: vector(logits), targets: vector(targets) },
      { signal: AbortSignal.abort(reason) },
    );
    await expect(cancelled).rejects.toBe(reason);
  });
});
