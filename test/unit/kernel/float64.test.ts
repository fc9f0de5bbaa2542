import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CheckRequest } from '../../../src/check/check';
import type { Report } from '../../../src/check/report/report';
import { openTensorFile } from '../../../src/tensor/formats/open';
import { memoryFile } from '../../../src/tensor/reading/memory-file';
import { randomNumbers } from '../check/tensors';
import { bothReports, expectLeftToReference } from './both-reports';
import { type Difference, differences } from './compare';
import { npy } from './tensors';

const sigmoid = { link: 'sigmoid', targets: 'binary', input: 'logits' } as const;
const softmax = { link: 'softmax', input: 'logits' } as const;

/** A logit nearby that rounding does not take over an edge of the histograms of logits and of x_t: multiples of 1/64. */
function offEdges(logit: number): number {
  const step = Math.floor(1024 * logit);
  return (step + 0.4 + 0.2 * (1024 * logit - step)) / 1024;
}

/** Logits with all digits that a float64 has, larger where the target is. */
function wideLogits(length: number, seed: number, targetOf: (at: number) => number): Float64Array {
  const random = randomNumbers(seed);
  return Float64Array.from({ length }, (_, at) => offEdges(12 * (random() - 0.6) + 4 * targetOf(at)));
}

async function filesOf(shape: readonly number[], logits: Float64Array, targets: Uint8Array) {
  const targetShape = targets.length === logits.length ? shape : shape.slice(0, 1);
  return [
    await npy('logits', '<f8', shape, logits.buffer),
    await npy('targets', '|u1', targetShape, targets.buffer),
  ];
}

async function reportsOf(
  shape: readonly number[],
  logits: Float64Array,
  targets: Uint8Array,
  request: Omit<CheckRequest, 'files'>,
) {
  return bothReports(await filesOf(shape, logits, targets), request);
}

/** The smallest and largest logit of each channel, rounded to float32. */
function roundedExtrema({ statistics }: Pick<Report, 'statistics'>) {
  const { minima, maxima } = statistics.values.channels;
  const rounded = (extrema: typeof minima) =>
    extrema.map((logit) => (logit === null ? null : Math.fround(logit)));
  return { minima: rounded(minima), maxima: rounded(maxima) };
}

/** True for two examples that are equally hard in float32, in which the kernel compares them. */
function isTie({ path, one, other }: Difference, logits: Float64Array): boolean {
  const [first, second] = [logits[Number(one)], logits[Number(other)]];
  return (
    /^\.statistics\.hardest\..*\.index\.0$/.test(path) &&
    first !== undefined &&
    second !== undefined &&
    Math.fround(first) === Math.fround(second)
  );
}

/** Sums of signed terms that cancel are known to the rounding of the terms, others to that of the sum. */
function unexplained(apart: readonly Difference[], logits: Float64Array): Difference[] {
  const size = logits.reduce((sum, logit) => sum + (Number.isFinite(logit) ? Math.abs(logit) : 0), 0);
  return apart.filter(({ path, one, other }) => {
    const isOfSignedTerms =
      /\.(mean|sums\.\d+)$/.test(path) || path.startsWith('.statistics.margins.') || path.includes('.means');
    const isAsNear = Math.abs(Number(one) - Number(other)) <= 1e-6 + 2e-7 * size;
    return !(isOfSignedTerms && isAsNear) && !isTie({ path, one, other }, logits);
  });
}

describe('the kernel, compared with the reference on float64 logits,', () => {
  it.each([0, 0.5, 2, 5])('agrees on float64 logits of a sigmoid with γ = %s', async (gamma) => {
    const random = randomNumbers(1);
    const targets = Uint8Array.from({ length: 20_003 }, () => (random() < 0.1 ? 1 : 0));
    const logits = wideLogits(targets.length, 2, (at) => targets[at] ?? 0);
    const { kernel, reference } = await reportsOf([logits.length], logits, targets, {
      choices: sigmoid,
      parameters: { gamma },
    });
    expect(unexplained(differences(kernel, reference, 1e-6, 1e-12), logits)).toEqual([]);
    expect(kernel.statistics.values.channels).toMatchObject({
      minima: [Math.fround(Math.min(...logits))],
      maxima: [Math.fround(Math.max(...logits))],
    });
  });

  it.each([2, 5, 8, 81])(
    'agrees on float64 logits of a multi-label sigmoid with %s channels',
    async (channels) => {
      const random = randomNumbers(3);
      const targets = Uint8Array.from({ length: 203 * channels }, () => (random() < 0.2 ? 1 : 0));
      const logits = wideLogits(targets.length, 4, (at) => targets[at] ?? 0);
      logits[7] = Number.NEGATIVE_INFINITY;
      logits[18] = Number.NaN;
      const { kernel, reference } = await reportsOf([203, channels], logits, targets, {
        choices: sigmoid,
      });
      expect(unexplained(differences(kernel, reference, 2e-6, 1e-7), logits)).toEqual([]);
      expect(kernel.statistics.values.channels).toMatchObject(roundedExtrema(reference));
    },
  );

  it.each([
    [2, 0],
    [5, 0],
    [81, 0],
    [4, 40],
    [5, -700],
    [6, 3e4],
    [7, 1e8],
  ])('agrees on float64 logits of a softmax with %s classes, near %s', async (classes, base) => {
    const random = randomNumbers(5);
    const targets = Uint8Array.from({ length: 403 }, () => Math.floor(classes * random() ** 2));
    const isOfTarget = (at: number) => (at % classes === targets[Math.floor(at / classes)] ? 1 : 0);
    const logits = wideLogits(targets.length * classes, 6, isOfTarget).map((logit) => base + logit);
    logits[11] = Number.NaN;
    // A class that is taken out in every row.
    for (let at = 1; at < logits.length; at += classes) {
      logits[at] = -1e9;
    }
    for (let row = 0; row < targets.length; row++) {
      if (targets[row] === 1) {
        targets[row] = 0;
      }
    }
    const { kernel, reference } = await reportsOf([403, classes], logits, targets, {
      choices: softmax,
    });
    expect(unexplained(differences(kernel, reference, 2e-6, 1e-6), logits)).toEqual([]);
    expect(kernel.statistics.values.channels).toMatchObject(roundedExtrema(reference));
  });

  it('gives the same bits for a softmax when all logits of a row are shifted', async () => {
    const step = fc.integer({ min: -(2 ** 24), max: 2 ** 24 }).map((steps) => steps / 2 ** 20);
    const base = fc.integer({ min: -(2 ** 30), max: 2 ** 30 });
    const row = fc.tuple(fc.tuple(step, step, step), base, fc.nat({ max: 2 }));
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 40 }), async (rows) => {
        const targets = Uint8Array.from(rows, ([, , target]) => target);
        const lossesOf = async (of: (logits: readonly number[], base: number) => readonly number[]) => {
          const logits = Float64Array.from(rows.flatMap(([logits, base]) => of(logits, base)));
          const { kernel } = await reportsOf([rows.length, 3], logits, targets, { choices: softmax });
          const { losses, probabilities, margins, reliability } = kernel.statistics;
          return { losses, probabilities, margins, reliability };
        };
        const near = await lossesOf((logits) => logits);
        expect(await lossesOf((logits, base) => logits.map((logit) => base + logit))).toEqual(near);
      }),
      { numRuns: 40 },
    );
  });

  it('agrees on arbitrary float64 logits of a sigmoid', async () => {
    const logit = fc.oneof(
      fc.double({ min: -1000, max: 1000, noNaN: true }).map(offEdges),
      fc.constantFrom(Number.NaN, Infinity, -Infinity, 16_383.999_999_9, -16_384, 65_504, 1e39, -1e300, 0),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(logit, fc.constantFrom(0, 0, 1, 2, 255)), { minLength: 1, maxLength: 70 }),
        async (elements) => {
          const logits = Float64Array.from(elements, ([value]) => value);
          const targets = Uint8Array.from(elements, ([, target]) => target);
          const { kernel, reference } = await reportsOf([logits.length], logits, targets, {
            choices: { ...sigmoid, ignoreIndex: 255 },
          });
          // Derived values have thresholds, and a few elements may lie exactly on one.
          const apart = differences(kernel, reference, 1e-6, 1e-12).filter(
            ({ path }) => /^.(statistics|counts)/.test(path) && !path.includes('statistics.temperature'),
          );
          expect(unexplained(apart, logits)).toEqual([]);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('agrees where sums of losses are beyond float64', async () => {
    const logits = Float64Array.of(-1.7e308, -1.7e308, 1.7e308, 1.7e308, 1, -2);
    const targets = Uint8Array.of(1, 1, 1, 1, 1, 0);
    const { kernel, reference } = await reportsOf([6], logits, targets, { choices: sigmoid });
    expect(differences(kernel.statistics, reference.statistics, 1e-6, 1e-9)).toEqual([]);
  });

  it('agrees on logits that are 64-bit integers or JSON', async () => {
    const whole = BigInt64Array.from({ length: 300 }, (_, at) => BigInt((at * 7919) % 41) - 20n);
    const targets = Uint8Array.from(whole, (value) => (value > 5n ? 1 : 0));
    const json = JSON.stringify({ logits: [...whole].map((value) => Number(value) + 0.3) });
    for (const logits of [
      await npy('logits', '<i8', [300], whole.buffer),
      await openTensorFile(memoryFile('logits.json', new TextEncoder().encode(json))),
    ]) {
      const files = [logits, await npy('targets', '|u1', [300], targets.buffer)];
      const { kernel, reference } = await bothReports(files, { choices: sigmoid });
      expect(differences(kernel, reference, 1e-6, 1e-5)).toEqual([]);
    }
  });
});

describe('rows with finite logits beyond float32', () => {
  const logits = Float64Array.of(1, -1e300, 2, 0.5, 3, 1, 0, 1);

  it('a finite logit of a multi-label sigmoid beyond float32 is left to the reference', async () => {
    const files = await filesOf([4, 2], logits, Uint8Array.of(1, 0, 1, 0, 1, 0, 0, 1));
    await expectLeftToReference(files, { choices: sigmoid });
  });

  it('a finite logit of a softmax beyond float32 is left to the reference', async () => {
    await expectLeftToReference(await filesOf([4, 2], logits, Uint8Array.of(1, 0, 1, 0)), {
      choices: softmax,
    });
  });
});
