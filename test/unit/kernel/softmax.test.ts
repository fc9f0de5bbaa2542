import { describe, expect, it } from 'vitest';
import { edgesOf } from '../../../src/check/statistics/margin-histogram';
import { binOf } from '../../../src/numerics/margin-bins';
import { bothReports, expectLeftToReference } from './both-reports';
import { differences } from './compare';
import { expectSame, softmaxData } from './softmax-reports';
import { bytes, float32, npy, safetensors } from './tensors';

async function pair(logits: Float32Array, targets: Uint8Array, classes: number) {
  return [
    await npy('logits', '<f4', [targets.length, classes], logits.buffer),
    await npy('targets', '|u1', [targets.length], targets.buffer),
  ];
}

describe('the kernel, compared with the reference on a softmax,', () => {
  it.each([2, 3, 4, 5, 10, 15, 80, 100])('agrees on a softmax with %s classes', async (classes) => {
    const { logits, targets } = softmaxData(403, classes, classes);
    const { kernel, reference } = await bothReports(await pair(logits, targets, classes), {
      choices: { link: 'softmax' },
    });
    expectSame(kernel, reference);
  });

  it('agrees on logits at and beside the edges of their histogram, in an odd number of rows', async () => {
    const edges = Array.from({ length: 280 }, (_, half) => (half - 140) / 2);
    const values = Float32Array.from(
      edges.flatMap((edge) => [edge * (1 - 2 ** -24), edge, edge * (1 + 2 ** -23)]),
    );
    for (const most of [29.5, 70]) {
      const near = values.filter((value) => Math.abs(value) <= most);
      const logits = Float32Array.from({ length: 7 * 701 }, (_, at) => near[(at * 389) % near.length] ?? 0);
      const targets = Uint8Array.from({ length: 701 }, (_, row) => row % 7);
      const { kernel, reference } = await bothReports(await pair(logits, targets, 7), {
        choices: { link: 'softmax' },
      });
      expect(differences(kernel.statistics.values, reference.statistics.values, 1e-6, 1e-12)).toEqual([]);
    }
  });

  it('agrees on x_t in bins of every width, and beyond them', async () => {
    const sizes = [
      0, 3.1, 15.99, 16.01, 31.9, 40, 70, 150, 300, 700, 1500, 3000, 6000, 12_000, 16_383, 20_000,
    ];
    // A third of a bin away from its edge, so that no rounding lifts one over it.
    const margins = sizes.flatMap((size) => {
      const { low, high } = edgesOf(binOf(size));
      const within = Number.isFinite(high) ? low + (high - low) / 3 : size;
      return [within, -within];
    });
    const rows = 20 * margins.length;
    const targets = Uint8Array.from(
      { length: rows },
      (_, row) => (row + Math.floor(row / margins.length)) % 2,
    );
    const logits = new Float32Array(2 * rows);
    for (const [row, target] of targets.entries()) {
      logits[2 * row + target] = margins[row % margins.length] ?? 0;
    }
    const { kernel, reference } = await bothReports(await pair(logits, targets, 2), {
      choices: { link: 'softmax', backgroundClass: 0 },
    });
    for (const side of ['positives', 'negatives'] as const) {
      // The last two below zero share the outermost bin, the last six above the one in which e^(−x_t) becomes zero.
      expect(reference.statistics.margins[side]).toHaveLength(margins.length - 1 - 5);
    }
    expectSame(kernel, reference);
  });

  it.each([-1e4, -6e4, -1e9])('agrees on classes that logits of %s mask', async (mask) => {
    const { logits, targets } = softmaxData(1_201, 12, 5);
    const masked = logits.map((logit, at) => {
      const [row, channel] = [Math.floor(at / 12), at % 12];
      const isMasked = (row + channel) % 3 === 0 && channel !== targets[row];
      return isMasked ? mask : 0.4 * logit;
    });
    const { kernel, reference } = await bothReports(await pair(masked, targets, 12), {
      choices: { link: 'softmax' },
    });
    expectSame(kernel, reference);
  });

  it('agrees on targets that the lowest float32 masks, so that p_t is zero', async () => {
    const { logits, targets } = softmaxData(401, 5, 7);
    for (const row of [3, 90, 400]) {
      logits[5 * row + (targets[row] ?? 0)] = -3.4028234663852886e38;
    }
    const { kernel, reference } = await bothReports(await pair(logits, targets, 5), {
      choices: { link: 'softmax' },
      parameters: { gamma: 1.5, alpha: null },
    });
    expect(kernel.losses.crossEntropy.sum).toBeGreaterThan(1e39);
    for (const sums of ['losses', 'probabilities'] as const) {
      const [one, other] = [kernel.statistics[sums], reference.statistics[sums]];
      expect(differences(one.focalGradient, other.focalGradient, 3e-6)).toEqual([]);
      expect(differences(one.focal, other.focal, 3e-6)).toEqual([]);
    }
    expect(differences(kernel.losses.focalStar, reference.losses.focalStar, 3e-6)).toEqual([]);
  });

  it('leaves logits to the reference that are further apart than the range of float32', async () => {
    const { logits, targets } = softmaxData(401, 5, 7);
    targets[90] = 2;
    logits.set([1, 3e38, -2e38, 0, 2], 5 * 90);
    await expectLeftToReference(await pair(logits, targets, 5), { choices: { link: 'softmax' } });
  });

  it('agrees on classes that share the top, or are the only ones near it', async () => {
    const rows = [
      [1, 1, 1, 1, 1],
      [2, 2, 0, 1, -1],
      [0, 5, 5, 1, 2],
      [90, 0, 1, 2, 3],
      [0, 90, 1, 2, 3],
      [0, 400, 400, 2, 3],
    ];
    const targets = Uint8Array.from({ length: 5 * rows.length }, (_, at) => at % 5);
    const logits = Float32Array.from(rows.flatMap((row) => Array.from({ length: 5 }, () => row).flat()));
    const { kernel, reference } = await bothReports(await pair(logits, targets, 5), {
      choices: { link: 'softmax' },
    });
    expectSame(kernel, reference);
  });

  it('agrees on images of a softmax, whose class axis is not the last one', async () => {
    const [images, classes, height, width] = [2, 3, 256, 520];
    const pixels = images * height * width;
    const { logits, targets } = softmaxData(pixels, classes, 31);
    const turned = Float32Array.from(logits, (_, at) => {
      const [image, channel] = [
        Math.floor(at / (classes * height * width)),
        Math.floor(at / (height * width)),
      ];
      const pixel = image * height * width + (at % (height * width));
      return logits[pixel * classes + (channel % classes)] ?? Number.NaN;
    });
    const files = [
      await npy('logits', '<f4', [images, classes, height, width], turned.buffer),
      await npy('targets', '|u1', [images, height, width], targets.buffer),
    ];
    const { kernel, reference } = await bothReports(files);
    expect(kernel.interpretation).toMatchObject({ link: 'softmax', classAxis: 1 });
    expectSame(kernel, reference, false);
  });
});

/** One-hot rows of the classes, as NumPy's `eye(classes)[targets]`. */
function oneHot(targets: Uint8Array, classes: number): Float32Array {
  return Float32Array.from({ length: targets.length * classes }, (_, at) =>
    targets[Math.floor(at / classes)] === at % classes ? 1 : 0,
  );
}

describe('the kernel, compared with the reference on one-hot targets of a softmax,', () => {
  const choices = { link: 'softmax', targets: 'one-hot', ignoreIndex: -1 } as const;

  it.each([2, 5, 16, 33, 80])('agrees on one-hot targets of %s classes', async (classes) => {
    const { logits, targets } = softmaxData(403, classes, classes);
    const rows = oneHot(targets, classes);
    const set = (row: number, ...values: readonly number[]) => rows.set(values, row * classes);
    set(3, 0, 0);
    set(4, 1, 1);
    set(5, 1, 2);
    set(6, Number.NaN, 1);
    set(7, -1, Number.NaN);
    set(8, 2, -1);
    set(9, 1, 5e-4);
    rows.fill(-1, 10 * classes, 11 * classes);
    logits[12 * classes + 1] = Infinity;
    const files = [
      await npy('logits', '<f4', [403, classes], logits.buffer),
      await npy('targets', '<f4', [403, classes], rows.buffer),
    ];
    const { kernel, reference } = await bothReports(files, { choices });
    expect(kernel.counts).toEqual(reference.counts);
    expectSame(kernel, reference);
  });

  it('agrees on one-hot targets with a mask for each class, and in images', async () => {
    const { logits, targets } = softmaxData(240, 6, 3);
    const mask = Uint8Array.from(logits, (_, at) => ((at * 7919) % 5 === 0 ? 0 : 1));
    for (const shape of [
      [240, 6],
      [4, 6, 60],
    ]) {
      const file = await safetensors({
        logits: float32(shape, logits),
        targets: float32(shape, turned(oneHot(targets, 6), shape)),
        mask: bytes(shape, mask),
      });
      const request = { choices: { ...choices, classAxis: 1 } };
      const { kernel, reference } = await bothReports([file], request);
      expect(kernel.statistics.leftOut.positivesWithoutWeight).toBeGreaterThan(5);
      expectSame(kernel, reference);
    }
  });

  it('leaves rows to the reference whose target is shared between classes', async () => {
    const { logits, targets } = softmaxData(100, 4, 9);
    const rows = oneHot(targets, 4);
    rows.set([0.25, 0.75, 0, 0], 4 * 99);
    const files = [
      await npy('logits', '<f4', [100, 4], logits.buffer),
      await npy('targets', '<f4', [100, 4], rows.buffer),
    ];
    await expectLeftToReference(files, { choices });
  });
});

/** Rows of classes as they lie in an array whose class axis is the second. */
function turned(rows: Float32Array, [, classes = 1, inner = 1]: readonly number[]): Float32Array {
  return Float32Array.from(rows, (_, at) => {
    const image = Math.floor(at / (classes * inner));
    const channel = Math.floor(at / inner) % classes;
    return rows[(image * inner + (at % inner)) * classes + channel] ?? Number.NaN;
  });
}
