import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TensorFile } from '../../../src/tensor/tensor-file';
import { randomNumbers } from '../check/tensors';
import { bothReports } from './both-reports';
import { differences } from './compare';
import { bytes, type Descriptor, float32, npy, safetensors } from './tensors';

/** Relative error of a channel's losses: they come from float32 functions, each off by up to 2e-7. */
const TOLERANCE = 1e-6;
const FLOOR = 1e-7;

/** Scores of a dense detector: one row an anchor, one column a class, most rows without an object. */
function detectorScores(rows: number, channels: number, seed: number) {
  const random = randomNumbers(seed);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const classes = Array.from({ length: rows }, () =>
    random() < 0.1 ? Math.floor(random() * channels) : channels,
  );
  const logits = new Float32Array(rows * channels);
  const targets = new Uint8Array(rows * channels);
  for (let at = 0; at < logits.length; at++) {
    const isPositive = classes[Math.floor(at / channels)] === at % channels;
    targets[at] = isPositive ? 1 : 0;
    logits[at] = 2 * normal() + (isPositive ? 0.5 : -4);
  }
  return { logits, targets, classes };
}

async function pair(
  shape: readonly number[],
  logits: Float32Array,
  targets: ArrayBufferLike,
  descriptor: Descriptor = '|u1',
  targetShape = shape,
): Promise<TensorFile[]> {
  return [
    await npy('logits', '<f4', shape, logits.buffer),
    await npy('targets', descriptor, targetShape, targets),
  ];
}

const choices = { link: 'sigmoid', targets: 'binary' } as const;

describe('the kernel, compared with the reference on multi-label sigmoids,', () => {
  it.each([2, 3, 4, 5, 8, 20, 80, 81])(
    'agrees on a multi-label sigmoid with %s channels',
    async (channels) => {
      const { logits, targets } = detectorScores(203, channels, channels);
      const { kernel, reference } = await bothReports(await pair([203, channels], logits, targets.buffer), {
        choices,
      });
      expect(kernel.classes.length).toBeGreaterThan(1);
      expect(differences(kernel, reference, TOLERANCE, FLOOR)).toEqual([]);
    },
  );

  it.each([0, 0.5, 1, 1.5, 1.7, 2, 3, 5, 10])(
    'agrees on a multi-label sigmoid with γ = %s',
    async (gamma) => {
      const { logits, targets } = detectorScores(500, 7, 1 + gamma);
      const { kernel, reference } = await bothReports(await pair([500, 7], logits, targets.buffer), {
        choices,
        parameters: { gamma, alpha: 0.25 },
      });
      // An error of float32 in 1 − p_t is multiplied by γ.
      expect(differences(kernel, reference, TOLERANCE * Math.max(1, gamma / 5), FLOOR)).toEqual([]);
    },
  );

  it.each([0.01, 0.5, 1, 1.5, 2, 3, 5])(
    'agrees on each single element over all exponents, with γ = %s',
    async (gamma) => {
      // One row, so that the losses of a channel are those of an element.
      const random = randomNumbers(23);
      const exponents = Array.from({ length: 256 }, (_, at) => (at - 128) / 2);
      const logits = Float32Array.from(
        exponents.flatMap((exponent) =>
          [1, 1, 1, -1, -1, -1].map((sign) => sign * 2 ** Math.min(14, exponent) * (1 + random())),
        ),
        (value) => (Math.abs(value) < 2 ** -29 ? 0 : value),
      );
      const targets = Uint8Array.from(logits, () => (random() < 0.5 ? 1 : 0));
      const files = await pair([1, logits.length], logits, targets.buffer);
      const { kernel, reference } = await bothReports(files, {
        choices: { ...choices, classAxis: 1, input: 'logits' },
        parameters: { gamma, alpha: null },
      });
      const { counts } = reference.statistics.losses;
      expect(counts.reduce((sum, count) => sum + count)).toBe(logits.length);
      expect(differences(kernel.statistics.losses, reference.statistics.losses, 2e-6, 1e-7)).toEqual([]);
    },
  );

  it.each([null, 0.75, [0.1, 0.5, 0.9]])('agrees on a multi-label sigmoid with α = %s', async (alpha) => {
    const { logits, targets } = detectorScores(301, 3, 5);
    logits[5] = 20_000;
    logits[7] = Number.NaN;
    const { kernel, reference } = await bothReports(await pair([301, 3], logits, targets.buffer), {
      choices,
      parameters: { alpha },
    });
    expect(differences(kernel, reference, TOLERANCE, FLOOR)).toEqual([]);
  });

  it.each([2, 5, 8, 81])('agrees with one α per channel on %s channels', async (channels) => {
    const random = randomNumbers(channels);
    const { logits, targets } = detectorScores(211, channels, 19);
    const mask = Uint8Array.from(targets, () => (random() < 0.2 ? 0 : 1));
    const shape = [211, channels];
    const file = await safetensors({
      logits: float32(shape, logits),
      targets: bytes(shape, targets),
      mask: bytes(shape, mask),
    });
    for (const gamma of [0, 1.5, 2]) {
      const { kernel, reference } = await bothReports([file], {
        choices: { ...choices, classAxis: 1 },
        parameters: { gamma, alpha: Array.from({ length: channels }, random) },
      });
      expect(differences(kernel, reference, TOLERANCE, FLOOR)).toEqual([]);
    }
  });

  it('agrees with one α per channel on elements at an edge of the histogram of p_t', async () => {
    // The logits of a detector before it is trained: a bias for p = 0.01, and others that are edges as well.
    const edges = Array.from({ length: 99 }, (_, bin) => Math.log((bin + 1) / (99 - bin)));
    const logits = Float32Array.from([...Array.from({ length: 99 }, () => -Math.log(99)), ...edges]);
    logits[100] = Number.NaN;
    const targets = Uint8Array.from(logits, (_, at) => at % 2);
    const { kernel, reference } = await bothReports(await pair([66, 3], logits, targets.buffer), {
      choices: { ...choices, classAxis: 1 },
      parameters: { alpha: [0.3, 0.6, 0.9] },
    });
    expect(differences(kernel, reference, TOLERANCE, FLOOR)).toEqual([]);
  });

  it('agrees with an α above 1, which gives negatives a weight below zero', async () => {
    const { logits, targets } = detectorScores(97, 3, 23);
    logits[7] = 20_000;
    const { kernel, reference } = await bothReports(await pair([97, 3], logits, targets.buffer), {
      choices,
      parameters: { alpha: [1.5, 4, 0.3] },
    });
    expect(differences(kernel, reference, TOLERANCE, FLOOR)).toEqual([]);
  });

  it('agrees on one class index per row, where the index after the last class is the background', async () => {
    const { logits, classes } = detectorScores(400, 6, 11);
    const marked = classes.map((index, row) => (row % 50 === 7 ? -1 : row % 90 === 4 ? 9 : index));
    const files = await pair([400, 6], logits, Int32Array.from(marked).buffer, '<i4', [400]);
    const { kernel, reference } = await bothReports(files, {
      choices: { link: 'sigmoid', ignoreIndex: -1 },
    });
    expect(kernel.counts.ignored).toBe(8 * 6);
    expect(differences(kernel, reference, TOLERANCE, FLOOR)).toEqual([]);
  });

  it('agrees on images, whose class axis is not the last one', async () => {
    const { logits, targets } = detectorScores(2 * 5 * 4, 3, 13);
    const files = await pair([2, 3, 5, 4], logits, targets.buffer);
    const { kernel, reference } = await bothReports(files, { choices: { ...choices, classAxis: 1 } });
    expect(differences(kernel, reference, TOLERANCE, FLOOR)).toEqual([]);
  });

  const targetTypes: readonly [Descriptor, (values: Uint8Array) => ArrayBufferLike][] = [
    ['|b1', (values) => values.slice().buffer],
    ['<i8', (values) => BigInt64Array.from(values, BigInt).buffer],
    ['<f4', (values) => Float32Array.from(values).buffer],
  ];
  it.each(targetTypes)(
    'agrees on targets of a multi-label sigmoid of type %s',
    async (descriptor, encode) => {
      const { logits, targets } = detectorScores(150, 5, 17);
      const files = await pair([150, 5], logits, encode(targets), descriptor);
      const { kernel, reference } = await bothReports(files, { choices });
      expect(differences(kernel, reference, TOLERANCE, FLOOR)).toEqual([]);
    },
  );

  it('agrees on arbitrary logits and targets of a multi-label sigmoid', async () => {
    const logit = fc.oneof(
      fc.float({ min: -100, max: 100, noNaN: true }),
      fc.constantFrom(0, Number.NaN, Infinity, -Infinity, 20_000, -20_000, 70_000, -1e30),
    );
    const element = fc.tuple(logit, fc.constantFrom(0, 0, 0, 1, 1, 2, 255));
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 2, max: 9 }),
        fc.array(element, { minLength: 9, maxLength: 90 }),
        fc.double({ min: 0.01, max: 5, noNaN: true }),
        async (channels, elements, gamma) => {
          const rows = Math.floor(elements.length / channels);
          const taken = elements.slice(0, rows * channels);
          const logits = Float32Array.from(taken, ([value]) => (Math.abs(value) < 2 ** -29 ? 0 : value));
          const targets = Uint8Array.from(taken, ([, target]) => target);
          const { kernel, reference } = await bothReports(
            await pair([rows, channels], logits, targets.buffer),
            {
              parameters: { gamma },
              choices: { ...choices, input: 'logits', ignoreIndex: 255, classAxis: 1 },
            },
          );
          // Signed sums, and what rests on them, may cancel.
          const apart = differences(kernel, reference, 2e-6, 1e-6).filter(
            ({ path }) => !/\.(mean|sums\.\d+)$/.test(path),
          );
          expect(apart).toEqual([]);
        },
      ),
      { numRuns: 60 },
    );
  });
});
