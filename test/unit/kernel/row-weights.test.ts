import { describe, expect, it } from 'vitest';
import { marginBins } from '../../../src/check/statistics/margin-histogram';
import { differences } from './compare';
import { CLASSES, ROWS, random, reportsOf, rows, softmax, weightsOf } from './rows-of-classes';
import { expectSame, softmaxData } from './softmax-reports';
import { booleans, bytes, float32, float64, type NamedArray } from './tensors';

function float16(shape: readonly number[], halves: readonly number[]): NamedArray {
  return { dtype: 'F16', shape, bytes: Uint16Array.from(halves).buffer };
}

function integers(shape: readonly number[], values: readonly number[]): NamedArray {
  return { dtype: 'I64', shape, bytes: BigInt64Array.from(values, BigInt).buffer };
}

describe('the kernel, compared with the reference on weighted rows of a softmax,', () => {
  const whole = Array.from({ length: ROWS }, () => Math.floor(5 * random()));
  // 0.5, 1, 2, 0 and a subnormal.
  const halves = Array.from(
    { length: ROWS },
    () => [0x3800, 0x3c00, 0x4000, 0, 1][Math.floor(5 * random())] ?? 0,
  );

  it.each<readonly [string, NamedArray]>([
    ['float32', float32([ROWS], weightsOf(ROWS))],
    ['float64', float64([ROWS], weightsOf(ROWS))],
    ['float16', float16([ROWS], halves)],
    ['bytes', bytes([ROWS], whole)],
    ['int64', integers([ROWS], whole)],
    ['booleans', booleans([ROWS], whole)],
    ['one a row, in a column', float32([ROWS, 1], weightsOf(ROWS))],
    ['one a class', float32([ROWS, CLASSES], weightsOf(ROWS * CLASSES))],
    [
      'all small',
      float64(
        [ROWS],
        weightsOf(ROWS).map((weight) => 1e-3 * weight),
      ),
    ],
  ])('agrees on weights of a softmax that are %s', async (_, weight) => {
    const { kernel, reference } = await reportsOf({ ...rows(1).arrays, weight });
    expect(kernel.statistics.leftOut.positivesWithoutWeight).toBeGreaterThan(10);
    expectSame(kernel, reference);
  });

  it.each([2, 3, 16, 33])(
    'agrees on weighted rows of %s classes with a mask, a background and one α per class',
    async (classes) => {
      const { arrays } = rows(classes, classes);
      const mask = booleans([ROWS], weightsOf(ROWS).map(Math.ceil));
      const weight = float32([ROWS, classes], weightsOf(ROWS * classes));
      const alpha = Array.from({ length: classes }, () => 2 * random());
      for (const gamma of [0, 1.5, 2, 5]) {
        const { kernel, reference } = await reportsOf(
          { ...arrays, weight, mask },
          { choices: { ...softmax, backgroundClass: 0 }, parameters: { alpha, gamma } },
        );
        expectSame(kernel, reference);
      }
    },
  );

  it('agrees on weights that are nearly all one', async () => {
    const weight = new Float32Array(ROWS).fill(1);
    weight.set([0.5, 0, 3], 17);
    weight[ROWS - 1] = 2;
    const { kernel, reference } = await reportsOf({ ...rows(3).arrays, weight: float32([ROWS], weight) });
    expectSame(kernel, reference);
  });

  it('agrees on weights that are not finite in rows that are left out for other reasons too', async () => {
    const { logits, targets } = softmaxData(ROWS, CLASSES, 4);
    const weight = Float32Array.from(weightsOf(ROWS));
    const mask = new Uint8Array(ROWS).fill(1);
    weight.set([Number.NaN, Infinity, -Infinity, Number.NaN, Number.NaN, Number.NaN, 0, 0], 8);
    logits[11 * CLASSES + 2] = Infinity;
    targets[12] = 255;
    mask[13] = 0;
    logits[14 * CLASSES] = Number.NaN;
    targets[15] = 77;
    const { kernel, reference } = await reportsOf(
      {
        logits: float32([ROWS, CLASSES], logits),
        targets: bytes([ROWS], targets),
        weight: float32([ROWS], weight),
        mask: bytes([ROWS], mask),
      },
      { choices: { ...softmax, ignoreIndex: 255 } },
    );
    expect(kernel.statistics.leftOut).toEqual(reference.statistics.leftOut);
    expect(kernel.counts).toEqual(reference.counts);
    expect(kernel.counts.nonFinite).toBe(5);
    expectSame(kernel, reference);
  });

  it.each([-1, 1e12, 1e-12])('agrees on weights multiplied by %s', async (factor) => {
    const weight = weightsOf(ROWS).map((one) => factor * one);
    const { kernel, reference } = await reportsOf({ ...rows(5).arrays, weight: float64([ROWS], weight) });
    const scale = Math.abs(factor);
    for (const sums of ['losses', 'probabilities', 'lossMargins'] as const) {
      const [one, other] = [kernel.statistics[sums], reference.statistics[sums]];
      expect(differences(one, other, 2e-6, 1e-5 * scale)).toEqual([]);
    }
    expect(differences(kernel.hardest, reference.hardest, 2e-6, 1e-7 * scale)).toEqual([]);
    expect(kernel.counts).toEqual(reference.counts);
  });

  it('agrees on weighted rows of float64 logits far from zero, and of probabilities', async () => {
    const { logits, targets } = softmaxData(ROWS, CLASSES, 6);
    const wide = Float64Array.from(logits, (logit) => 1000 + logit);
    const weight = float32([ROWS], weightsOf(ROWS));
    const shares = Float64Array.from(logits, Math.exp);
    for (let first = 0; first < shares.length; first += CLASSES) {
      const row = shares.subarray(first, first + CLASSES);
      const sum = row.reduce((total, one) => total + one, 0);
      row.forEach((one, at) => {
        row[at] = one / sum;
      });
    }
    for (const [values, input] of [
      [wide, 'logits'],
      [shares, 'probabilities'],
    ] as const) {
      const { kernel, reference } = await reportsOf(
        { logits: float64([ROWS, CLASSES], values), targets: bytes([ROWS], targets), weight },
        { choices: { ...softmax, input } },
      );
      expectSame(kernel, reference);
    }
  });

  it('agrees on weights of one-hot rows, and of images', async () => {
    const { logits, targets } = softmaxData(240, CLASSES, 7);
    const oneHot = Array.from(logits, (_, at) =>
      targets[Math.floor(at / CLASSES)] === at % CLASSES ? 1 : 0,
    );
    const arrays = { logits: float32([240, CLASSES], logits), targets: float32([240, CLASSES], oneHot) };
    const weight = float32([240, CLASSES], weightsOf(240 * CLASSES));
    const flat = await reportsOf({ ...arrays, weight }, { choices: { ...softmax, targets: 'one-hot' } });
    expectSame(flat.kernel, flat.reference);
    const image = [4, CLASSES, 10, 6];
    for (const shape of [[4, 10, 6], image]) {
      const values = weightsOf(shape.reduce((product, length) => product * length, 1));
      const { kernel, reference } = await reportsOf(
        {
          logits: float32(image, logits),
          targets: bytes([4, 10, 6], targets),
          weight: float32(shape, values),
        },
        { choices: { ...softmax, classAxis: 1 } },
      );
      expectSame(kernel, reference);
    }
  });

  it('agrees on weighted rows whose losses are zero in float32', async () => {
    const { logits, targets } = softmaxData(60, CLASSES, 9);
    for (const [row, target] of targets.entries()) {
      logits[CLASSES * row + target] = 50 + 7 * row;
    }
    const { kernel, reference } = await reportsOf({
      logits: float32([60, CLASSES], logits),
      targets: bytes([60], targets),
      weight: float32([60], weightsOf(60)),
    });
    expect(kernel.hardest.positives.at(-1)?.crossEntropy).toBeLessThan(1e-45);
    expect(differences(kernel.hardest, reference.hardest, 1e-5, 1e-30)).toEqual([]);
  });

  it('agrees on weighted rows whose x_t have no float bin', async () => {
    const { logits, targets } = softmaxData(ROWS, CLASSES, 8);
    for (const row of [3, 90, 400]) {
      logits[CLASSES * row + (targets[row] ?? 0)] = -2e5;
    }
    const { kernel, reference } = await reportsOf({
      logits: float32([ROWS, CLASSES], logits),
      targets: bytes([ROWS], targets),
      weight: float32([ROWS], weightsOf(ROWS)),
    });
    const [one, other] = [kernel.statistics, reference.statistics];
    expect(differences(one.lossMargins, other.lossMargins, 1e-6, 1e-5)).toEqual([]);
    expect(differences(one.margins, other.margins, 1e-6, 1e-5)).toEqual([]);
    expect(differences(kernel.hardest, reference.hardest, 1e-6, 1e-7)).toEqual([]);
  });
});

it('the kernel agrees with the reference on more weighted rows than a job has', async () => {
  const [count, classes] = [400_003, 3];
  const { logits, targets } = softmaxData(count, classes, 31);
  const arrays = {
    logits: float32([count, classes], logits),
    targets: bytes([count], targets),
    weight: float32([count], weightsOf(count)),
  };
  const { kernel, reference } = await reportsOf(arrays, { choices: { ...softmax, backgroundClass: 0 } });
  const [one, other] = [kernel.statistics, reference.statistics];
  for (const part of ['losses', 'hardest', 'counts'] as const) {
    expect(differences(kernel[part], reference[part], 1e-6)).toEqual([]);
  }
  for (const side of ['positives', 'negatives'] as const) {
    const [here, there] = [one, other].map(({ lossMargins }) => lossMargins?.weights[side].alpha ?? []);
    // Few of many rows lie beside their bins.
    const weightOf = (bins: typeof here) => bins?.reduce((sum, [, weight]) => sum + weight, 0);
    expect(differences(weightOf(here), weightOf(there), 1e-12)).toEqual([]);
    expect(differences(marginBins(here ?? []), marginBins(there ?? []), 1e-2, 1e-5).length).toBeLessThan(20);
  }
});
