import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TensorFile } from '../../../src/tensor/tensor-file';
import { randomNumbers } from '../check/tensors';
import { bothReports } from './both-reports';
import { type Difference, differences } from './compare';
import { type Descriptor, npy } from './tensors';

async function pair(logits: Float32Array, targets: Uint8Array): Promise<TensorFile[]> {
  return [
    await npy('logits', '<f4', [logits.length], logits.buffer),
    await npy('targets', '|u1', [targets.length], targets.buffer),
  ];
}

/** Logits of a dense detector: few positives, most negatives easy. */
function detectorData(length: number, seed: number): { logits: Float32Array; targets: Uint8Array } {
  const random = randomNumbers(seed);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const targets = Uint8Array.from({ length }, () => (random() < 0.02 ? 1 : 0));
  const logits = Float32Array.from(targets, (target) => normal() * 2 + (target === 1 ? 0.5 : -4));
  return { logits, targets };
}

describe('the kernel, compared with the reference on a sigmoid,', () => {
  it.each([0, 0.5, 1, 1.5, 2, 3, 5, 10])('agrees on the logits of a detector with γ = %s', async (gamma) => {
    const { logits, targets } = detectorData(20_011, 1 + gamma);
    const { kernel, reference } = await bothReports(await pair(logits, targets), {
      parameters: { gamma, alpha: 0.25 },
    });
    expect(differences(kernel, reference, 1e-6, 1e-12)).toEqual([]);
  });

  it.each([null, 0.75, [0.3, 0.9]])('agrees on a sigmoid with α = %s', async (alpha) => {
    const { logits, targets } = detectorData(3_001, 7);
    const { kernel, reference } = await bothReports(await pair(logits, targets), { parameters: { alpha } });
    expect(differences(kernel, reference, 1e-6, 1e-12)).toEqual([]);
  });

  it('agrees on values at and beside every edge, zeros, infinities and values beyond all float bins', async () => {
    const edges = [
      ...Array.from({ length: 99 }, (_, bin) => Math.log((bin + 1) / (99 - bin))),
      ...Array.from({ length: 14 }, (_, bin) => Math.log((bin + 1) / (14 - bin))),
      ...Array.from({ length: 300 }, (_, half) => half / 2 - 75),
    ];
    const extremes = [
      0,
      -0,
      Infinity,
      -Infinity,
      Number.NaN,
      16_384,
      -16_384,
      70_000,
      -70_000,
      3e38,
      -3e38,
      2 ** -25,
    ];
    const values = new Float32Array([...edges.flatMap(neighbours), ...extremes].map(withoutTiny));
    const logits = new Float32Array([...values, ...values, ...values]);
    const targets = Uint8Array.from(logits, (_, at) => Math.floor(at / values.length));
    const { kernel, reference } = await bothReports(await pair(logits, targets), {
      choices: { ignoreIndex: 2 },
    });
    expect(differences(kernel, reference, 1e-6, 1e-12)).toEqual([]);
  });

  it('gives +0 as the extremum of zeros with either sign', async () => {
    for (const zeros of [
      [0, -0],
      [-0, 0],
    ]) {
      const lowest = Float32Array.of(...zeros, 1, 2, 3);
      const highest = lowest.map((logit) => (logit === 0 ? logit : -logit));
      const targets = Uint8Array.of(0, 1, 0, 1, 0);
      const { kernel: low } = await bothReports(await pair(lowest, targets));
      const { kernel: high } = await bothReports(await pair(highest, targets));
      expect(low.distribution.values.minimum).toBe(0);
      expect(high.distribution.values.maximum).toBe(0);
    }
  });

  it('agrees on arbitrary logits and targets of a sigmoid', async () => {
    const element = fc.tuple(fc.float({ noDefaultInfinity: false }), fc.constantFrom(0, 0, 0, 1, 1, 2, 255));
    await fc.assert(
      fc.asyncProperty(
        fc.array(element, { minLength: 1, maxLength: 70 }),
        fc.double({ min: 0.01, max: 10, noNaN: true }),
        async (elements, gamma) => {
          const logits = Float32Array.from(elements, ([logit]) => withoutTiny(logit));
          const targets = Uint8Array.from(elements, ([, target]) => target);
          const { kernel, reference } = await bothReports(await pair(logits, targets), {
            parameters: { gamma },
            choices: { targets: 'binary', link: 'sigmoid', ignoreIndex: 255, input: 'logits' },
          });
          const apart = differences(kernel, reference, 1e-6, 1e-12);
          expect(apart.filter((difference) => !isCancellation(difference, logits))).toEqual([]);
        },
      ),
      { numRuns: 40 },
    );
  });

  const targetTypes: readonly [Descriptor, (values: readonly number[]) => ArrayBufferLike][] = [
    ['|i1', (values) => Int8Array.from(values).buffer],
    ['|b1', (values) => Uint8Array.from(values, (value) => (value === 1 ? 1 : 0)).buffer],
    ['<i2', (values) => Int16Array.from(values).buffer],
    ['<u2', (values) => Uint16Array.from(values).buffer],
    ['<i4', (values) => Int32Array.from(values).buffer],
    ['<i8', (values) => BigInt64Array.from(values, BigInt).buffer],
    ['<f4', (values) => Float32Array.from(values).buffer],
    ['<f8', (values) => Float64Array.from(values).buffer],
  ];
  it.each(targetTypes)('agrees on targets of a sigmoid of type %s', async (descriptor, encode) => {
    const { logits, targets } = detectorData(1_003, 3);
    const marked = Array.from(targets, (target, at) => (at % 10 === 3 ? 3 : at % 17 === 2 ? -1 : target));
    const files = [
      await npy('logits', '<f4', [logits.length], logits.buffer),
      await npy('targets', descriptor, [logits.length], encode(marked)),
    ];
    const { kernel, reference } = await bothReports(files, {
      choices: { targets: 'binary', ignoreIndex: descriptor === '<u2' ? 65_535 : -1 },
    });
    expect(differences(kernel, reference, 1e-6, 1e-12)).toEqual([]);
  });
});

/** True if two sums of the logits differ by no more than the rounding of the terms that cancel in them. */
function isCancellation({ path, one, other }: Difference, logits: Float32Array): boolean {
  const isOfSignedTerms =
    path === '.distribution.values.mean' || path === '.statistics.values.channels.sums.0';
  const size = logits.reduce((sum, logit) => sum + (Number.isFinite(logit) ? Math.abs(logit) : 0), 0);
  return isOfSignedTerms && Math.abs(Number(one) - Number(other)) <= 1e-12 * size;
}

/** The kernel takes the sizes of its first float bin, up to 2^−30, for zero. */
function withoutTiny(logit: number): number {
  return Math.abs(logit) < 2 ** -29 ? 0 : logit;
}

/** A float32 and those next to it. */
function neighbours(value: number): number[] {
  const floats = Float32Array.of(value);
  const bits = new Int32Array(floats.buffer);
  const [middle = 0] = bits;
  return [-1, 0, 1].map((step) => {
    bits[0] = middle + step;
    return floats[0] ?? Number.NaN;
  });
}
