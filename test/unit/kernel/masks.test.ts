import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CheckRequest } from '../../../src/check/check';
import { randomNumbers } from '../check/tensors';
import { bothReports, expectLeftToReference } from './both-reports';
import { differences } from './compare';
import { booleans, bytes, float32, float64, type NamedArray, safetensors } from './tensors';

const sigmoid = { link: 'sigmoid', targets: 'binary', input: 'logits' } as const;
const softmax = { link: 'softmax', input: 'logits' } as const;

async function reportsOf(
  arrays: Readonly<Record<string, NamedArray>>,
  choices: NonNullable<CheckRequest['choices']>,
) {
  return bothReports([await safetensors(arrays)], { choices });
}

/** Scores of a detector, one positive in ten, with a few logits that are not finite and targets that are none. */
function scores(length: number, seed: number) {
  const random = randomNumbers(seed);
  const targets = Uint8Array.from({ length }, () => (random() < 0.1 ? 1 : 0));
  const logits = Float32Array.from(targets, (target) => 8 * (random() - 0.6) + 2 * target);
  for (const value of [Number.NaN, Infinity, -Infinity, 20_000, -20_000]) {
    for (let repeat = 0; repeat < 4; repeat++) {
      logits[Math.floor(random() * length)] = value;
    }
  }
  for (const value of [255, 255, 255, 2, 2]) {
    targets[Math.floor(random() * length)] = value;
  }
  return { logits, targets, random };
}

/** Zeros, and ones of any kind that a mask may have. */
function maskOf(length: number, random: () => number, ones: readonly number[] = [1]): number[] {
  return Array.from({ length }, () => (random() < 0.4 ? 0 : (ones[Math.floor(random() * ones.length)] ?? 1)));
}

describe('the kernel, compared with the reference on a masked sigmoid,', () => {
  const length = 5_003;
  const { logits, targets, random } = scores(length, 3);
  const exclusions: readonly [string, Readonly<Record<string, NamedArray>>][] = [
    ['a mask of booleans', { mask: booleans([length], maskOf(length, random, [1, 7])) }],
    ['a mask of bytes', { mask: bytes([length], maskOf(length, random, [1, 9])) }],
    ['a mask of floats', { mask: float32([length], maskOf(length, random, [1, -0.5, Number.NaN])) }],
    ['weights of zeros and ones', { weight: float32([length], maskOf(length, random)) }],
    [
      'a mask and weights',
      {
        mask: booleans([length], maskOf(length, random)),
        weight: float64([length], maskOf(length, random)),
      },
    ],
  ];

  it.each(exclusions)('agrees on a sigmoid with %s', async (_, arrays) => {
    const { kernel, reference } = await reportsOf(
      { logits: float32([length], logits), targets: bytes([length], targets), ...arrays },
      { ...sigmoid, ignoreIndex: 255 },
    );
    expect(kernel.statistics.leftOut.positivesWithoutWeight).toBeGreaterThan(100);
    expect(differences(kernel, reference, 1e-6, 1e-12)).toEqual([]);
  });

  it('agrees on masked float64 logits, some without a float bin', async () => {
    const wide = Float64Array.from(logits);
    const { kernel, reference } = await reportsOf(
      {
        logits: float64([length], wide),
        targets: bytes([length], targets),
        mask: bytes([length], maskOf(length, random)),
      },
      { ...sigmoid, ignoreIndex: 255 },
    );
    expect(differences(kernel, reference, 1e-6, 1e-12)).toEqual([]);
  });
});

describe('the kernel, compared with the reference on masked rows,', () => {
  const [rows, channels] = [701, 5];
  const { logits, targets, random } = scores(rows * channels, 11);
  const classes = Uint8Array.from({ length: rows }, () => Math.floor(random() * (channels + 1)));
  const perRow = maskOf(rows, random);
  const perLogit = maskOf(rows * channels, random);
  const shape = [rows, channels];

  it.each([
    ['one a row', bytes([rows], perRow)],
    ['one a row, in a column', float32([rows, 1], perRow)],
    ['one a logit', booleans(shape, perLogit)],
  ])('agrees on a multi-label sigmoid with a mask: %s', async (_, mask) => {
    for (const labels of [bytes(shape, targets), bytes([rows], classes)]) {
      const { kernel, reference } = await reportsOf(
        { logits: float32(shape, logits), targets: labels, mask },
        labels.shape.length === 1
          ? { link: 'sigmoid', input: 'logits' }
          : { ...sigmoid, ignoreIndex: 255, classAxis: 1 },
      );
      expect(kernel.statistics.leftOut.positivesWithoutWeight).toBeGreaterThan(50);
      expect(differences(kernel, reference, 2e-6, 1e-6)).toEqual([]);
    }
  });

  it('agrees on images of a multi-label sigmoid with a mask for each pixel', async () => {
    const image = [2, 5, 10, 7];
    const { kernel, reference } = await reportsOf(
      {
        logits: float32(image, logits.slice(0, 700)),
        targets: bytes(image, targets.slice(0, 700)),
        mask: bytes([2, 10, 7], perRow.slice(0, 140)),
      },
      { ...sigmoid, ignoreIndex: 255, classAxis: 1 },
    );
    expect(differences(kernel, reference, 2e-6, 1e-6)).toEqual([]);
  });

  it.each([
    ['one a row', 'mask', bytes([rows], perRow)],
    ['one a logit', 'mask', booleans(shape, perLogit)],
    ['one a row', 'weight', float32([rows], perRow)],
    ['one a logit', 'weight', float32(shape, perLogit)],
  ] as const)('agrees on a softmax with weights or a mask, %s: %s', async (_, role, values) => {
    // A class at −∞ is masked, which the kernel leaves to the reference.
    const tame = logits.map((logit, at) =>
      (Math.abs(logit) > 1000 && at > 300) || logit === Number.NEGATIVE_INFINITY ? 3 : logit,
    );
    const labels = classes.map((index, row) => (row % 40 === 3 ? 255 : index));
    const { kernel, reference } = await reportsOf(
      { logits: float32(shape, tame), targets: bytes([rows], labels), [role]: values },
      { ...softmax, ignoreIndex: 255 },
    );
    expect(kernel.statistics.leftOut.positivesWithoutWeight).toBeGreaterThan(100);
    const apart = differences(kernel, reference, 2e-6, 1e-6).filter(
      ({ path }) => !/^.(statistics.lossMargins|calibration)/.test(path),
    );
    expect(apart).toEqual([]);
    const margins = [kernel, reference].map(({ statistics }) => statistics.lossMargins);
    expect(differences(margins[0], margins[1], 1e-6, 1e-4)).toEqual([]);
  });
});

it('the kernel agrees with the reference on arbitrary elements of a sigmoid with a mask', async () => {
  const element = fc.record({
    logit: fc.oneof(
      fc.float({ min: -100, max: 100, noNaN: true }),
      fc.constantFrom(0, Number.NaN, Infinity, -Infinity, 20_000, -70_000),
    ),
    target: fc.constantFrom(0, 0, 1, 1, 2, 255),
    mask: fc.constantFrom(0, 1),
    weight: fc.constantFrom(0, 1, 1),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(element, { minLength: 1, maxLength: 70 }), async (elements) => {
      const shape = [elements.length];
      const logits = elements.map(({ logit }) => (Math.abs(logit) < 2 ** -29 ? 0 : logit));
      const { kernel, reference } = await reportsOf(
        {
          logits: float32(shape, logits),
          targets: bytes(
            shape,
            elements.map(({ target }) => target),
          ),
          mask: bytes(
            shape,
            elements.map(({ mask }) => mask),
          ),
          weight: float32(
            shape,
            elements.map(({ weight }) => weight),
          ),
        },
        { ...sigmoid, ignoreIndex: 255 },
      );
      expect(differences(kernel.counts, reference.counts, 0)).toEqual([]);
      const apart = differences(kernel.statistics, reference.statistics, 1e-6, 1e-9);
      expect(apart.filter(({ path }) => !/sums\.\d+$/.test(path))).toEqual([]);
    }),
    { numRuns: 60 },
  );
});

describe('the kernel leaves to the reference', () => {
  const length = 20_003;
  const random = randomNumbers(17);
  const targets = Uint8Array.from({ length }, () => (random() < 0.1 ? 1 : 0));
  const logits = Float32Array.from(targets, (target) => 8 * (random() - 0.6) + 2 * target);

  it.each([0.5, 2, Number.NaN, -1])(
    'a sigmoid with a weight of %s, even in the last element',
    async (value) => {
      const weight = Float32Array.from(maskOf(length, random));
      weight[length - 2] = value;
      const file = await safetensors({
        logits: float32([length], logits),
        targets: bytes([length], targets),
        weight: float32([length], weight),
      });
      await expectLeftToReference([file], { choices: sigmoid });
    },
  );

  it('a masked finite float64 logit beyond float32', async () => {
    const file = await safetensors({
      logits: float64([4], [1, -1e300, 0.5, -3]),
      targets: bytes([4], [1, 1, 0, 0]),
      mask: bytes([4], [1, 0, 1, 1]),
    });
    await expectLeftToReference([file], { choices: sigmoid });
  });
});
