import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildReport } from '../../../src/check/report/build-report';
import { mergeReports } from '../../../src/check/report/merge-reports';
import type { Report } from '../../../src/check/report/report';
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

/** As an engine leaves it that gathers only some of the temperatures. */
function gatheredOnly(report: Report, first: number, last: number): Report {
  const { temperatures } = report.statistics;
  if (temperatures === null) {
    throw new Error('A softmax has temperatures.');
  }
  const isGathered = (point: number) => point >= first && point <= last;
  const kept = (sums: readonly (number | null)[]) =>
    sums.map((sum, point) => (isGathered(point) ? sum : null));
  const partial = buildReport({
    ...report,
    milliseconds: 1,
    statistics: {
      ...report.statistics,
      temperatures: {
        crossEntropy: kept(temperatures.crossEntropy),
        slope: kept(temperatures.slope),
        curvature: kept(temperatures.curvature),
        reliability: temperatures.reliability.map((sums, point) =>
          isGathered(point)
            ? sums
            : {
                counts: sums.counts.map(() => 0),
                confidences: sums.confidences.map(() => 0),
                outcomes: sums.outcomes.map(() => 0),
              },
        ),
      },
    },
  });
  validateReport(partial);
  return partial;
}

describe('the temperature just beyond those that were gathered', () => {
  /** T = 4/3, between T = 2 and 1. */
  const POINT = 9;

  it('is that of all temperatures, and so is the calibration error within its bound', async () => {
    const ofRows = fc.record({
      seed: fc.nat({ max: 1_000_000 }),
      nearness: fc.double({ min: -0.03, max: 0.03, noNaN: true }),
    });
    const sides = { beyond: 0, within: 0 };
    await fc.assert(
      fc.asyncProperty(ofRows, async ({ seed, nearness }) => {
        const random = randomNumbers(seed);
        const rows = Array.from({ length: 2000 }, () => [0, 1, 2].map(() => 6 * random() - 3));
        const scale = (4 / 3) * Math.exp(nearness);
        const labels = rows.map((row) =>
          topOf(row.map((logit) => logit / scale - Math.log(-Math.log(random())))),
        );
        const whole = await softmaxCheck(rows, labels);
        const { temperature, scaled } = whole.calibration ?? {};
        for (const [first, last] of [
          [POINT - 1, POINT],
          [POINT, POINT + 1],
        ] as const) {
          const { calibration } = gatheredOnly(whole, first, last);
          const isBeyond = (temperature ?? 0) < 4 / 3 === first < POINT;
          if (Math.abs(Math.log((temperature ?? 0) / (4 / 3))) > 0.049 && isBeyond) {
            continue;
          }
          sides[isBeyond ? 'beyond' : 'within']++;
          expect(calibration?.temperature).toBeCloseTo(temperature ?? Number.NaN, 4);
          expect(calibration?.scaled?.crossEntropy).toBeCloseTo(scaled?.crossEntropy ?? Number.NaN, 7);
          const { errorBound = 0, expectedCalibrationError = Number.NaN } = calibration?.scaled ?? {};
          expect(
            Math.abs(expectedCalibrationError - (scaled?.expectedCalibrationError ?? 0)),
          ).toBeLessThanOrEqual(errorBound);
        }
      }),
      { numRuns: 30 },
    );
    expect(Math.min(sides.beyond, sides.within)).toBeGreaterThan(0);
  });

  it('is that of shards that have only one in common, to a fifth of a percent', async () => {
    const random = randomNumbers(7);
    const shard = async (scale: number) => {
      const rows = Array.from({ length: 2000 }, () => [0, 1, 2].map(() => 6 * random() - 3));
      const labels = rows.map((row) =>
        topOf(row.map((logit) => logit / scale - Math.log(-Math.log(random())))),
      );
      return softmaxCheck(rows, labels);
    };
    for (const scale of [1.3, 4 / 3, 1.36]) {
      const [one, other] = [await shard(scale), await shard(scale)];
      const whole = mergeReports([one, other]).calibration;
      const merged = mergeReports([
        gatheredOnly(one, POINT - 1, POINT),
        gatheredOnly(other, POINT, POINT + 1),
      ]);
      validateReport(merged);
      const { temperature, scaled } = merged.calibration ?? {};
      expect(Math.abs((temperature ?? 0) / (whole?.temperature ?? 0) - 1)).toBeLessThan(0.002);
      expect(scaled?.crossEntropy).toBeCloseTo(whole?.scaled?.crossEntropy ?? Number.NaN, 4);
    }
  });

  it('is not told further off', async () => {
    const rows = rowsOf(2000);
    const report = await softmaxCheck(rows, labelsFor(rows, 0.8));
    const temperature = report.calibration?.temperature ?? Number.NaN;
    // T = 32 and 64/3.
    expect(temperature).toBeLessThan(20);
    for (const last of [0, 1]) {
      expect(gatheredOnly(report, 0, last).calibration).toMatchObject({ temperature: null, scaled: null });
    }
  });
});

describe('shards with different temperatures', () => {
  const one = rowsOf(400);
  const other = rowsOf(400);
  const labels = [labelsFor(one, 0.7), labelsFor(other, 0.7)] as const;

  it('give the temperature of the whole where both gathered those around it', async () => {
    const [first, second] = [await softmaxCheck(one, labels[0]), await softmaxCheck(other, labels[1])];
    const whole = await softmaxCheck([...one, ...other], labels.flat());
    const merged = mergeReports([gatheredOnly(first, 4, 14), gatheredOnly(second, 6, 18)]);
    validateReport(merged);
    expect(merged.calibration?.temperature).toBeCloseTo(whole.calibration?.temperature ?? Number.NaN, 9);
    const { slope, reliability } = merged.statistics.temperatures ?? {};
    expect(slope?.map((sum) => sum !== null)).toEqual(
      Array.from({ length: 21 }, (_, point) => point >= 6 && point <= 14),
    );
    expect(reliability?.[5]?.counts.every((count) => count === 0)).toBe(true);
  });

  it('give none, and say so, where they did not', async () => {
    const [first, second] = [await softmaxCheck(one, labels[0]), await softmaxCheck(other, labels[1])];
    const merged = mergeReports([gatheredOnly(first, 0, 3), gatheredOnly(second, 2, 18)]);
    validateReport(merged);
    expect(merged.calibration).toMatchObject({ temperature: null, scaled: null });
    expect(merged.calibration?.withoutTemperature).toContain('not gathered by every shard');
  });
});
