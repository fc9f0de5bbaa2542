import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { elementsOf } from '../../../../src/check/explain/elements';
import { explained, triedOn } from '../../../../src/check/explain/explain-report';
import { FORMULAS, sumsOf } from '../../../../src/check/explain/formulas';
import { readPrinted } from '../../../../src/check/explain/printed-value';
import { focalLoss } from '../../../../src/loss/binary';
import { check, randomNumbers, validateReport, vector } from '../tensors';

const GAMMAS = [0, 0.5, 1, 1.5, 2, 3, 5];

/** Logits around −1 for negatives and 1 for positives, a fifth of all. */
function data(seed: number, count: number) {
  const random = randomNumbers(seed);
  const targets = Array.from({ length: count }, () => Number(random() < 0.2));
  const logits = targets.map((target) => 6 * random() - 4 + 2 * target);
  return { logits, targets };
}

function printed(value: number, digits: number) {
  const read = readPrinted(value.toPrecision(digits));
  if (read === null) {
    throw new Error(`${value} is no number.`);
  }
  return read;
}

describe('sums from the histograms of x_t', () => {
  it('are those over the elements, of every formula and γ', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer(), fc.integer({ min: 2, max: 500 }), async (seed, count) => {
        const { logits, targets } = data(seed, count);
        const report = await check(
          { logits: vector(logits), targets: vector(targets) },
          { choices: { input: 'logits', targets: 'binary' } },
        );
        const elements = elementsOf(report);
        const sides = elements === null ? [] : [elements.positives, elements.negatives];
        expect(sides).toHaveLength(2);
        for (const formula of FORMULAS) {
          const sums = sides.map((side) => sumsOf(formula, side, GAMMAS));
          for (const [at, gamma] of GAMMAS.entries()) {
            const { loss } = formula.variant;
            const direct = logits.reduce(
              (sum, logit, which) => sum + loss(logit, targets[which] ?? 0, { alpha: null, gamma }),
              0,
            );
            const sum = (sums[0]?.[at] ?? 0) + (sums[1]?.[at] ?? 0);
            // FL* divides by γ.
            if (Number.isFinite(direct)) {
              expect(Math.abs(sum - direct)).toBeLessThanOrEqual(1e-8 * Math.abs(direct));
            }
          }
        }
      }),
      { numRuns: 10 },
    );
  });
});

describe('an explanation', () => {
  const { logits, targets } = data(4, 700);
  const arrays = { logits: vector(logits), targets: vector(targets) };
  const losses = (alpha: number | null, gamma: number) =>
    logits.map((logit, at) => focalLoss(logit, targets[at] ?? 0, { alpha, gamma }));
  const mean = (values: readonly number[]) => values.reduce((sum, one) => sum + one, 0) / values.length;
  const positives = targets.filter((target) => target === 1).length;

  it.each([
    ['focal', 'mean', mean(losses(0.25, 2))],
    ['alpha-on-negatives', 'mean', mean(losses(0.75, 2))],
    ['crossEntropy', 'meanOverPositives', (logits.length * mean(losses(null, 0))) / positives],
    ['focalWithoutAlpha', 'sum', logits.length * mean(losses(null, 2))],
    ['focal', 'mean', mean(losses(0.25, 3))],
    ['alpha-same-for-both', 'mean', 0.25 * mean(losses(null, 2))],
  ])('finds %s under %s', async (id, reduction, value) => {
    const report = await check(arrays);
    const { explanations, printedLoss } = explained(triedOn(report, null), printed(value, 6));
    expect(explanations[0]).toMatchObject({ id, facts: { reduction } });
    expect(explanations[0]?.value).toBeCloseTo(value, 7);
    validateReport({ ...report, explanations, printedLoss });
  });

  it('of a cross-entropy that was reduced first is found', async () => {
    const report = await check(arrays);
    const crossEntropy = mean(losses(null, 0));
    const value = (1 - Math.exp(-crossEntropy)) ** 2 * crossEntropy;
    const { explanations } = explained(triedOn(report, null), printed(value, 6));
    expect(explanations[0]?.id).toBe('reduced-before-modulation');
  });

  it('is found for a number of bfloat16 whose last digit printing rounded away', async () => {
    const report = await check(arrays);
    const value = mean(losses(0.25, 2));
    const step = 2 ** (Math.floor(Math.log2(value)) - 7);
    const inBfloat16 = Math.round(value / step) * step;
    // Its exact decimal digits end in 5; all but that one are printed.
    const exact = inBfloat16.toPrecision(17).replace(/0+$/, '');
    expect(exact.endsWith('5')).toBe(true);
    const read = readPrinted(exact.slice(0, -1));
    const { explanations } = explained(triedOn(report, null), read ?? printed(0, 1));
    expect(explanations[0]).toMatchObject({ id: 'focal', facts: { arithmetic: 'bfloat16' } });
  });

  it('is not given for two digits, with which many agree', async () => {
    const report = await check(arrays);
    const { explanations, printedLoss } = explained(triedOn(report, null), printed(mean(losses(0.25, 2)), 1));
    expect(explanations).toEqual([]);
    expect(printedLoss.possible.length).toBeGreaterThan(1);
  });

  it('is not given for a number that no loss has, but the nearest losses are', async () => {
    const report = await check(arrays);
    const values = triedOn(report, null).candidates.map(({ value }) => value);
    const free = 0.31415926;
    expect(values.some((value) => Math.abs(value - free) < 1e-6)).toBe(false);
    const { explanations, printedLoss } = explained(triedOn(report, null), printed(free, 8));
    expect({ explanations, possible: printedLoss.possible }).toEqual({ explanations: [], possible: [] });
    for (const { value, ratio } of printedLoss.nearest) {
      expect(ratio * value).toBeCloseTo(free, 12);
    }
  });

  it('names the losses of the report for soft targets', async () => {
    const report = await check({
      logits: vector([1, -2, 0.5, 3]),
      targets: vector([0.9, 0.1, 0.6, 0.2]),
    });
    const { mean: value } = report.losses.focal;
    const { explanations } = explained(triedOn(report, null), printed(value ?? 0, 6));
    expect(explanations[0]).toMatchObject({ id: 'focal', facts: { reduction: 'mean' } });
  });
});
