import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wilsonInterval } from '../../../../src/calibration/wilson';
import { check } from '../tensors';

const CLASSES = 7;

/** Whole logits, so that some are equal. */
const row = fc.tuple(
  fc.array(fc.integer({ min: -3, max: 3 }), { minLength: CLASSES, maxLength: CLASSES }),
  fc.nat({ max: CLASSES - 1 }),
);
const rows = fc.array(row, { minLength: 1, maxLength: 60 });

async function rankingOf(
  all: readonly (readonly [readonly number[], number])[],
  backgroundClass: number | null = null,
) {
  const report = await check(
    {
      logits: { shape: [all.length, CLASSES], data: all.flatMap(([logits]) => logits) },
      targets: { shape: [all.length], data: all.map(([, target]) => target), dtype: 'int64' },
    },
    { choices: { input: 'logits', link: 'softmax', targets: 'index', classAxis: 1, backgroundClass } },
  );
  return report.ranking;
}

/** By its definition: the classes from the largest logit to the smallest, the first of equals first. */
function sorted(logits: readonly number[]): number[] {
  return [...logits.keys()].sort((one, other) => (logits[other] ?? 0) - (logits[one] ?? 0) || one - other);
}

describe('the ranking of the classes of a softmax', () => {
  it('compares the accuracy with always giving the most frequent class, the background included', async () => {
    const background = fc.option(fc.nat({ max: CLASSES - 1 }));
    await fc.assert(
      fc.asyncProperty(rows, background, async (all, backgroundClass) => {
        const counts = Array.from(
          { length: CLASSES },
          (_, index) => all.filter(([, target]) => target === index).length,
        );
        const ranking = await rankingOf(all, backgroundClass);
        expect(ranking?.accuracy.chance).toBeCloseTo(Math.max(...counts) / all.length, 12);
      }),
      { numRuns: 30 },
    );
  });

  it('counts what sorting each row gives', async () => {
    await fc.assert(
      fc.asyncProperty(rows, async (all) => {
        const ranking = await rankingOf(all);
        const places = all.map(([logits, target]) => sorted(logits).indexOf(target));
        expect(ranking?.accuracy.value).toBeCloseTo(
          places.filter((one) => one === 0).length / all.length,
          12,
        );
        expect(ranking?.topFive?.value).toBeCloseTo(places.filter((one) => one < 5).length / all.length, 12);
        for (const { index, count, predicted, recall } of ranking?.classes ?? []) {
          const own = all.filter(([, target]) => target === index);
          const right = own.filter(([logits]) => sorted(logits)[0] === index).length;
          expect(count).toBe(own.length);
          expect(predicted).toBe(all.filter(([logits]) => sorted(logits)[0] === index).length);
          expect(recall).toBe(own.length === 0 ? null : right / own.length);
        }
        const wrong = (ranking?.confusions ?? []).reduce((sum, { count }) => sum + count, 0);
        expect(wrong).toBe(places.filter((one) => one > 0).length);
        for (const { target, predicted, count } of ranking?.confusions ?? []) {
          expect(count).toBe(
            all.filter(([logits, own]) => own === target && sorted(logits)[0] === predicted).length,
          );
        }
      }),
      { numRuns: 30 },
    );
  });

  it('foretells as many examples as there are', async () => {
    await fc.assert(
      fc.asyncProperty(rows, async (all) => {
        const ranking = await rankingOf(all);
        const listed = new Set(ranking?.classes.map(({ index }) => index));
        const foretold = (ranking?.classes ?? []).reduce((sum, { expected }) => sum + (expected ?? 0), 0);
        expect(foretold).toBeLessThanOrEqual(all.length + 1e-9);
        if (listed.size === CLASSES) {
          expect(foretold).toBeCloseTo(all.length, 9);
        }
      }),
      { numRuns: 20 },
    );
  });
});

describe('the two sides of a sigmoid', () => {
  it('are told at p = 0.5', async () => {
    const report = await check({
      logits: { shape: [6], data: [-2.5, 0.25, -0.75, 3.5, -1.25, 2.25] },
      targets: { shape: [6], data: [0, 0, 0, 1, 1, 1] },
    });
    const sides = report.ranking?.classes.map(({ count, predicted, recall }) => [count, predicted, recall]);
    expect(sides).toEqual([
      [3, 3, 2 / 3],
      [3, 3, 2 / 3],
    ]);
  });
});

describe('the score interval', () => {
  it('holds the share, narrows with the trials and is symmetric', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (trials, part) => {
          const successes = Math.round(part * trials);
          const { low, high } = wilsonInterval(successes, trials);
          const mirrored = wilsonInterval(trials - successes, trials);
          expect(low).toBeLessThanOrEqual(successes / trials);
          expect(high).toBeGreaterThanOrEqual(successes / trials);
          expect(1 - mirrored.high).toBeCloseTo(low, 12);
          const more = wilsonInterval(4 * successes, 4 * trials);
          expect(more.high - more.low).toBeLessThan(high - low);
        },
      ),
    );
  });
});
