import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkTensors } from '../../../src/check/check';
import { mergeReports } from '../../../src/check/report/merge-reports';
import type { Report } from '../../../src/check/report/report';
import { openTensorFile } from '../../../src/tensor/formats/open';
import { memoryFile } from '../../../src/tensor/reading/memory-file';
import { check, randomNumbers, validateReport, vector } from './tensors';

const random = randomNumbers(31);
const rowsOf = (count: number) => Array.from({ length: count }, () => [0, 1, 2].map(() => 6 * random() - 3));
const topOf = (row: readonly number[]) => row.indexOf(Math.max(...row));
/** The top class with the probability `share`, another one otherwise. */
const labelsFor = (rows: readonly number[][], share: number) =>
  rows.map((row) => (random() < share ? topOf(row) : (topOf(row) + 1) % 3));

function softmaxCheck(rows: readonly number[][], labels: readonly number[]): Promise<Report> {
  return check({ logits: { shape: [rows.length, 3], data: rows.flat() }, labels: vector(labels, 'int64') });
}

describe('a softmax without a best temperature', () => {
  const rows = rowsOf(300);

  it.each([
    ['is always right', 1, /falls at T = 1\/32/],
    ['is always wrong', 0, /falls at T = 32/],
  ])('says why when it %s', async (_, share, reason) => {
    const { calibration } = await softmaxCheck(rows, labelsFor(rows, share));
    expect(calibration).toMatchObject({ temperature: null, scaled: null });
    expect(calibration?.withoutTemperature).toMatch(reason);
  });

  it('has one when it is right nearly always', async () => {
    const { calibration } = await softmaxCheck(rows, labelsFor(rows, 0.9));
    expect(calibration?.temperature).toBeGreaterThan(1 / 32);
    expect(calibration?.withoutTemperature).toBeNull();
  });
});

describe('a sigmoid without a best temperature', () => {
  it.each([
    ['is always right', [1, 0, 1, 0], /scaled up/],
    ['is always wrong', [0, 1, 0, 1], /scaled down/],
  ])('says why when it %s', async (_, targets, reason) => {
    const { calibration } = await check({ logits: vector([2, -2, 3, -3]), targets: vector(targets) });
    expect(calibration?.temperature).toBeNull();
    expect(calibration?.withoutTemperature).toMatch(reason);
  });

  it('has one when one of them is wrong', async () => {
    const arrays = { logits: vector([2, -2, 3, -3, 1]), targets: vector([1, 0, 1, 0, 0]) };
    expect((await check(arrays)).calibration).toMatchObject({ withoutTemperature: null });
  });
});

describe('the temperature of a sigmoid', () => {
  /** Mean −log σ(x_t / T), from the definition. */
  const crossEntropyAt = (temperature: number, logits: readonly number[], targets: readonly number[]) =>
    logits.reduce((sum, x, at) => sum + Math.log1p(Math.exp((targets[at] === 1 ? -x : x) / temperature)), 0) /
    logits.length;

  it('is where the cross-entropy is smallest', async () => {
    const times = fc.double({ min: 0.4, max: 4, noNaN: true });
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: 1_000_000 }), times, async (seed, scale) => {
        const random = randomNumbers(seed);
        const logits = Array.from({ length: 300 }, () => 8 * (random() + random() + random() - 1.5));
        const targets = logits.map((x) => (random() < 1 / (1 + Math.exp(-x / scale)) ? 1 : 0));
        const { calibration } = await check({ logits: vector(logits), targets: vector(targets) });
        const temperature = calibration?.temperature ?? Number.NaN;
        const smallest = crossEntropyAt(temperature, logits, targets);
        for (const factor of [0.99, 1.01]) {
          expect(crossEntropyAt(factor * temperature, logits, targets)).toBeGreaterThan(smallest);
        }
        expect(calibration?.scaled?.crossEntropy).toBeCloseTo(smallest, 5);
      }),
    );
  });
});

describe('the temperature of a softmax', () => {
  /** Mean −log p_t of logits / T, from the definition. */
  const crossEntropyAt = (temperature: number, rows: readonly number[][], labels: readonly number[]) =>
    rows.reduce((sum, row, at) => {
      const ahead = row.map((logit) => (logit - (row[labels[at] ?? 0] ?? 0)) / temperature);
      const most = Math.max(...ahead);
      return sum + most + Math.log(ahead.reduce((total, one) => total + Math.exp(one - most), 0));
    }, 0) / rows.length;

  it('is where the cross-entropy is smallest', async () => {
    const logarithms = fc.double({ min: Math.log(0.1), max: Math.log(10), noNaN: true });
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: 1_000_000 }), logarithms, async (seed, logarithm) => {
        const random = randomNumbers(seed);
        const rows = Array.from({ length: 300 }, () => [0, 1, 2, 3].map(() => 6 * random() - 3));
        // Drawn with their probabilities (Gumbel's way).
        const labels = rows.map((row) =>
          topOf(row.map((logit) => logit / Math.exp(logarithm) - Math.log(-Math.log(random())))),
        );
        const logits = { shape: [rows.length, 4], data: rows.flat() };
        const { calibration } = await check({ logits, labels: vector(labels, 'int64') });
        const temperature = calibration?.temperature ?? null;
        fc.pre(temperature !== null);
        const smallest = crossEntropyAt(temperature, rows, labels);
        for (const factor of [0.998, 1.002]) {
          expect(crossEntropyAt(factor * temperature, rows, labels)).toBeGreaterThan(smallest);
        }
        expect(calibration?.scaled?.crossEntropy).toBeCloseTo(smallest, 6);
      }),
    );
  });
});

/** Rows whose labels are drawn with the probabilities of logits / scale (Gumbel's way). */
function drawn(seed: number, count: number, scale: number) {
  const random = randomNumbers(seed);
  const rows = Array.from({ length: count }, () => [0, 1, 2].map(() => 6 * random() - 3));
  const labels = rows.map((row) => topOf(row.map((logit) => logit / scale - Math.log(-Math.log(random())))));
  return { rows, labels };
}

describe('the temperature of shards of a softmax', () => {
  it('is that of the whole, within a few of the standard errors that are stated', async () => {
    const scales = fc.tuple(
      fc.double({ min: 0.7, max: 1.8, noNaN: true }),
      fc.double({ min: 0.7, max: 1.8, noNaN: true }),
    );
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: 1_000_000 }), scales, async (seed, [one, other]) => {
        const shards = [drawn(seed, 1500, one), drawn(seed + 1, 500, other)];
        const whole = await softmaxCheck(
          shards.flatMap(({ rows }) => rows),
          shards.flatMap(({ labels }) => labels),
        );
        const reports: Report[] = [];
        for (const { rows, labels } of shards) {
          reports.push(await softmaxCheck(rows, labels));
        }
        const merged = mergeReports(reports);
        validateReport(merged);
        const { temperature, temperatureStandardError, scaled } = merged.calibration ?? {};
        const exact = whole.calibration;
        expect(exact?.temperatureStandardError).toBe(0);
        expect(Math.abs((temperature ?? 0) - (exact?.temperature ?? 0))).toBeLessThan(
          2 * (temperatureStandardError ?? 0) + 1e-6,
        );
        const apart =
          (scaled?.expectedCalibrationError ?? 0) - (exact?.scaled?.expectedCalibrationError ?? 0);
        expect(Math.abs(apart)).toBeLessThan(2 * (scaled?.standardError ?? 0) + 0.01);
      }),
      { numRuns: 30 },
    );
  });

  it('is that of each where they are the same', async () => {
    const { rows, labels } = drawn(3, 400, 1.4);
    const report = await softmaxCheck(rows, labels);
    const merged = mergeReports([report, report]);
    expect(merged.calibration?.temperature).toBeCloseTo(report.calibration?.temperature ?? Number.NaN, 12);
    expect(merged.calibration?.temperatureStandardError).toBe(0);
    expect(merged.calibration?.scaled?.standardError).toBe(0);
    expect(merged.calibration?.scaled?.crossEntropy).toBeCloseTo(
      report.calibration?.scaled?.crossEntropy ?? Number.NaN,
      12,
    );
  });

  it('is not told where one has none, with the reason', async () => {
    const { rows, labels } = drawn(3, 400, 1.4);
    const merged = mergeReports([
      await softmaxCheck(rows, labels),
      await softmaxCheck(rows, rows.map(topOf)),
    ]);
    validateReport(merged);
    expect(merged.calibration).toMatchObject({ temperature: null, scaled: null });
    expect(merged.calibration?.withoutTemperature).toContain('One of the shards has no best temperature');
  });
});

describe('the temperature of more than a million logits', () => {
  const whole = drawn(11, 400_000, 1.6);
  const bytes = (array: ArrayBufferView<ArrayBuffer>) => new Uint8Array(array.buffer);

  it.each([
    ['of a file in which any row is found', false],
    ['of text, which is read from its beginning', true],
  ])('comes from a sample, with its standard error: %s', async (_, isText) => {
    const { rows, labels } = whole;
    const logits = Float32Array.from(rows.flat());
    const shape = `[${rows.length},3]`;
    const file = isText
      ? memoryFile(
          'data.json',
          new TextEncoder().encode(
            `{"logits":{"shape":${shape},"dtype":"float32","data":[${logits.join(',')}]},"labels":{"shape":[${rows.length}],"dtype":"uint8","data":[${labels.join(',')}]}}`,
          ),
        )
      : memoryFile('data.safetensors', safetensorsOf(shape, bytes(logits), Uint8Array.from(labels)));
    const report = await checkTensors({ files: [await openTensorFile(file)] });
    const { temperature, temperatureStandardError, scaled } = report.calibration ?? {};
    const error = temperatureStandardError ?? 0;
    expect(error).toBeGreaterThan(5e-4);
    // One percent.
    expect(error).toBeLessThan(0.016);
    expect(Math.abs((temperature ?? 0) - 1.6)).toBeLessThan(4 * error + 0.01);
    expect(scaled?.standardError).toBeGreaterThan(1e-5);
    expect(scaled?.standardError).toBeLessThan(0.004);
    // Chance leaves about 0.004 in 15 bins of 87,000 rows.
    expect(scaled?.expectedCalibrationError).toBeLessThan(0.006);
  });
});

describe('calibration of more than a million logits of a sigmoid', () => {
  const count = 1_100_000;
  const logits = Float32Array.from({ length: count }, () => 2 * (random() + random() + random() - 1.5));
  const labels = Uint8Array.from(logits, (x) => (random() < 1 / (1 + Math.exp(-x / 1.5)) ? 1 : 0));

  it('is that of all elements, within a few of the standard errors that are stated', async () => {
    const bytes = safetensorsOf(`[${count}]`, new Uint8Array(logits.buffer), labels);
    const report = await checkTensors({
      files: [await openTensorFile(memoryFile('data.safetensors', bytes))],
    });
    const { temperature, temperatureStandardError, scaled } = report.calibration ?? {};
    const gaps = new Float64Array(15);
    let crossEntropy = 0;
    logits.forEach((x, at) => {
      const p = 1 / (1 + Math.exp(-x / (temperature ?? Number.NaN)));
      const bin = Math.min(14, Math.floor(15 * p));
      gaps[bin] = (gaps[bin] ?? 0) + (labels[at] ?? 0) - p;
      crossEntropy -= Math.log(labels[at] === 1 ? p : 1 - p) / count;
    });
    const exact = gaps.reduce((sum, gap) => sum + Math.abs(gap), 0) / count;
    expect(temperatureStandardError).toBe(0);
    expect(scaled?.crossEntropy).toBeCloseTo(crossEntropy, 6);
    expect(scaled?.standardError).toBeLessThan(3e-4);
    expect(Math.abs((scaled?.expectedCalibrationError ?? 0) - exact)).toBeLessThan(
      3 * (scaled?.standardError ?? 0),
    );
  });
});

/** A safetensors file of logits and labels. */
function safetensorsOf(shape: string, logits: Uint8Array, labels: Uint8Array): Uint8Array {
  const ends = [logits.length, logits.length + labels.length];
  const header = new TextEncoder().encode(
    `{"logits":{"dtype":"F32","shape":${shape},"data_offsets":[0,${ends[0]}]},"labels":{"dtype":"U8","shape":[${labels.length}],"data_offsets":[${ends[0]},${ends[1]}]}}`,
  );
  const file = new Uint8Array(8 + header.length + logits.length + labels.length);
  new DataView(file.buffer).setUint32(0, header.length, true);
  file.set(header, 8);
  file.set(logits, 8 + header.length);
  file.set(labels, 8 + header.length + logits.length);
  return file;
}
