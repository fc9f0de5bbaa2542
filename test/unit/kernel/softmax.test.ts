import { describe, expect, test } from 'vitest';
import { randomNumbers } from '../check/tensors';
import { bothReports, type ComparableReport } from './both-reports';
import { differences } from './compare';
import { npy } from './tensors';

function softmaxData(rows: number, classes: number, seed: number) {
  const random = randomNumbers(seed);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const targets = Uint8Array.from({ length: rows }, () =>
    random() < 0.7 ? 0 : Math.floor(random() * classes),
  );
  const logits = new Float32Array(rows * classes);
  for (let at = 0; at < logits.length; at++) {
    logits[at] = 1.5 * normal() + (at % classes === targets[Math.floor(at / classes)] ? 3 : 0);
  }
  return { logits, targets };
}

async function pair(logits: Float32Array, targets: Uint8Array, classes: number) {
  return [
    await npy('logits', '<f4', [targets.length, classes], logits.buffer),
    await npy('targets', '|u1', [targets.length], targets.buffer),
  ];
}

describe('the kernel agrees with the reference on softmax', () => {
  test.each([2, 3, 4, 5, 10, 15, 80, 100])('of %s classes', async (classes) => {
    const { logits, targets } = softmaxData(403, classes, classes);
    const { kernel, reference } = await bothReports(await pair(logits, targets, classes), {
      choices: { link: 'softmax' },
    });
    expectSame(kernel, reference);
  });

  test('of images, whose class axis is not the last one', async () => {
    // So many pixels that only the likely temperatures are gathered.
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

/**
 * x_t comes from float32 logarithms, with an error of about 1e-7 that each example adds to the sums within the bins of
 * x_t, and that lifts one of many rows over the edge of a bin. The powers of e^z that the grid of temperatures rests on
 * double their error with every halving of T.
 */
function expectSame(kernel: ComparableReport, reference: ComparableReport, fewRows = true): void {
  const apart = differences(kernel, reference, 1e-6, 1e-7);
  const parts = ['.statistics.margins.', '.statistics.temperatures.', '.calibration.'];
  expect(apart.filter(({ path }) => !parts.some((part) => path.startsWith(part)))).toEqual([]);
  expect(differences(kernel.calibration, reference.calibration, 1e-5, 1e-6)).toEqual([]);
  const [one, other] = [kernel.statistics, reference.statistics];
  if (fewRows) expect(differences(one.margins, other.margins, 1e-6, 1e-5)).toEqual([]);
  const points = one.temperatures?.slope.flatMap((slope, point) => (slope === null ? [] : [point])) ?? [];
  expect(points.length).toBeGreaterThanOrEqual(2);
  for (const point of points) {
    expect(differences(atPoint(one, point), atPoint(other, point), 3e-5, 1e-4)).toEqual([]);
  }
}

/** The sums at one temperature of the grid; of many rows, the kernel gathers only those around the best one. */
function atPoint({ temperatures }: ComparableReport['statistics'], point: number) {
  return {
    crossEntropy: temperatures?.crossEntropy[point],
    slope: temperatures?.slope[point],
    curvature: temperatures?.curvature[point],
    reliability: temperatures?.reliability[point],
  };
}
