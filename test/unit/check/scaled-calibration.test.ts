import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeReports } from '../../../src/check/report/merge-reports';
import type { Report } from '../../../src/check/report/report';
import { check, randomNumbers, validateReport, vector } from './tensors';

const BINS = 15;

/** Σ bins |Σ (outcome − confidence)| / n, from the definition of Guo et al. 2017. */
function calibrationError(confidences: readonly number[], outcomes: readonly number[]): number {
  const gaps = Array.from({ length: BINS }, () => 0);
  confidences.forEach((confidence, at) => {
    const bin = Math.min(BINS - 1, Math.floor(confidence * BINS));
    gaps[bin] = (gaps[bin] ?? 0) + (outcomes[at] ?? 0) - confidence;
  });
  return gaps.reduce((sum, gap) => sum + Math.abs(gap), 0) / confidences.length;
}

interface Sample {
  readonly report: Report;
  /** The error at a temperature, from the definition. */
  readonly errorAt: (temperature: number) => number;
}

async function sigmoidSample(seed: number, spread: number, scale: number): Promise<Sample> {
  const random = randomNumbers(seed);
  const logits = Array.from({ length: 500 }, () => spread * (random() + random() + random() - 1.5));
  const targets = logits.map((x) => (random() < 1 / (1 + Math.exp(-x / scale)) ? 1 : 0));
  return {
    report: await check({ logits: vector(logits), targets: vector(targets, 'uint8') }),
    errorAt: (temperature) =>
      calibrationError(
        logits.map((x) => 1 / (1 + Math.exp(-x / temperature))),
        targets,
      ),
  };
}

async function softmaxSample(seed: number, spread: number, share: number): Promise<Sample> {
  const random = randomNumbers(seed);
  const rows = Array.from({ length: 300 }, () => [0, 1, 2, 3].map(() => spread * random()));
  const tops = rows.map((row) => row.indexOf(Math.max(...row)));
  const labels = tops.map((top) => (random() < share ? top : (top + 1) % 4));
  return {
    report: await check({ logits: { shape: [300, 4], data: rows.flat() }, labels: vector(labels, 'int64') }),
    errorAt: (temperature) =>
      calibrationError(
        rows.map((row, at) => {
          const top = row[tops[at] ?? 0] ?? 0;
          return 1 / row.reduce((sum, x) => sum + Math.exp((x - top) / temperature), 0);
        }),
        labels.map((label, at) => (label === tops[at] ? 1 : 0)),
      ),
  };
}

const seed = fc.nat({ max: 1_000_000 });
const spread = fc.double({ min: 0.5, max: 12, noNaN: true });

describe('calibration after temperature scaling', () => {
  it.each([
    ['a sigmoid', sigmoidSample, fc.double({ min: 0.3, max: 4, noNaN: true })],
    ['a softmax', softmaxSample, fc.double({ min: 0.4, max: 0.95, noNaN: true })],
  ] as const)('is counted exactly for %s', async (_, sample, quality) => {
    await fc.assert(
      fc.asyncProperty(seed, spread, quality, async (...choices) => {
        const { report, errorAt } = await sample(...choices);
        const { temperature = null, scaled = null } = report.calibration ?? {};
        fc.pre(temperature !== null && scaled !== null);
        const exact = errorAt(temperature);
        expect(scaled.standardError).toBe(0);
        expect(scaled.expectedCalibrationError).toBeCloseTo(exact, 9);
      }),
      { numRuns: 40 },
    );
  });

  it.each([
    ['one sigmoid a value', 1, { ignoreIndex: -1 }],
    [
      'classes by their index, one against the rest',
      3,
      { link: 'sigmoid', targets: 'index', ignoreIndex: -1 },
    ],
  ] as const)('counts only the elements with a loss: %s', async (_, channels, choices) => {
    await fc.assert(
      fc.asyncProperty(seed, async (start) => {
        const random = randomNumbers(start);
        const rows = 200;
        const logits = Array.from({ length: rows * channels }, () =>
          random() < 0.02 ? Number.NaN : 8 * random() - 4,
        );
        const labels = Array.from({ length: rows }, () => Math.floor((channels + 3) * random()) - 1);
        const mask = Array.from({ length: rows }, () => (random() < 0.1 ? 0 : 1));
        const shape = channels === 1 ? [rows] : [rows, channels];
        const { statistics, counts } = await check(
          { logits: { shape, data: logits }, labels: vector(labels, 'int64'), mask: vector(mask, 'uint8') },
          { choices },
        );
        const { counts: elements = [], outcomes = [] } = statistics.temperature ?? {};
        const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
        fc.pre(sum(elements) > 0);
        expect(sum(elements)).toBe(counts.positives + counts.negatives);
        expect(sum(outcomes)).toBe(counts.positives);
      }),
      { numRuns: 20 },
    );
  });

  it('is an estimate after merging shards', async () => {
    const [one, other] = [await sigmoidSample(1, 4, 2), await sigmoidSample(2, 4, 2)];
    const merged = mergeReports([one.report, other.report]);
    validateReport(merged);
    expect(merged.calibration?.scaled?.standardError).toBeGreaterThan(0);
  });
});
