import { describe, expect, it } from 'vitest';
import {
  atMostByChance,
  biasInDeviations,
  CHI_SQUARED_AT,
  calibrationErrorByChance,
  temperatureRatio,
} from '../../../../src/check/derive/significance';
import type { ReliabilityBin } from '../../../../src/check/report/report';
import { randomNumbers } from '../tensors';

/** Outcomes drawn with the very probabilities of the model, in 15 equal bins. */
function calibratedBins(random: () => number, count: number): ReliabilityBin[] {
  const sums = Array.from({ length: 15 }, () => ({ count: 0, confidence: 0, accuracy: 0 }));
  for (let at = 0; at < count; at++) {
    const probability = random();
    const bin = sums[Math.min(14, Math.floor(15 * probability))];
    if (bin !== undefined) {
      bin.count++;
      bin.confidence += probability;
      bin.accuracy += random() < probability ? 1 : 0;
    }
  }
  return sums.map((bin) => ({
    count: bin.count,
    confidence: bin.count === 0 ? null : bin.confidence / bin.count,
    accuracy: bin.count === 0 ? null : bin.accuracy / bin.count,
  }));
}

function errorOf(bins: readonly ReliabilityBin[]): number {
  const total = bins.reduce((sum, { count }) => sum + count, 0);
  return bins.reduce(
    (sum, { count, confidence, accuracy }) =>
      sum + (count / total) * Math.abs((confidence ?? 0) - (accuracy ?? 0)),
    0,
  );
}

describe('what chance alone does to a calibrated model', () => {
  it.each([150, 1_500, 15_000])('is foretold for the calibration error of %s examples', (count) => {
    const random = randomNumbers(count);
    const draws = Array.from({ length: 400 }, () => calibratedBins(random, count));
    const errors = draws.map(errorOf);
    const mean = errors.reduce((sum, error) => sum + error, 0) / errors.length;
    const deviation = Math.sqrt(
      errors.reduce((sum, error) => sum + (error - mean) ** 2, 0) / (errors.length - 1),
    );
    const [first] = draws;
    const foretold = calibrationErrorByChance(first ?? []);
    expect(foretold.mean / mean).toBeGreaterThan(0.85);
    expect(foretold.mean / mean).toBeLessThan(1.15);
    expect(foretold.deviation / deviation).toBeGreaterThan(0.75);
    expect(foretold.deviation / deviation).toBeLessThan(1.35);
  });

  it('keeps the bias within three standard deviations in 99 of 100 draws', () => {
    const random = randomNumbers(7);
    const far = Array.from({ length: 1_000 }, () => biasInDeviations(calibratedBins(random, 300))).filter(
      (bias) => Math.abs(bias) > 3,
    );
    expect(far.length).toBeLessThanOrEqual(10);
  });
});

describe('levels of significance', () => {
  // scipy.stats.chi2.isf(level, 1) of SciPy 1.10.
  it.each([
    [0.01, 6.6348966],
    [0.001, 10.8275662],
    [0.0001, 15.1367052],
  ] as const)('has χ² at %s', (level, value) => {
    expect(CHI_SQUARED_AT[level]).toBeCloseTo(value, 2);
  });

  // scipy.stats.poisson.cdf(seen, expected) of SciPy 1.10.
  it.each([
    [0, 0.5, 0.6065306597126334],
    [3, 5, 0.2650259152973616],
    [10, 4, 0.9971602338794863],
    [2, 20, 4.5551495055892125e-7],
    [700, 800, 0.00016609078555177714],
    [760, 800, 0.0804086224373935],
  ])("gives Poisson's law for at most %s where %s are expected", (seen, expected, probability) => {
    expect(Math.abs(atMostByChance(seen, expected) - probability)).toBeLessThan(1e-3);
  });

  it('has no evidence for a temperature that brings nothing', () => {
    expect(temperatureRatio(1_000, 0.5, 0.5)).toBe(0);
    expect(temperatureRatio(1_000, 0.5, 0.49)).toBeCloseTo(20, 9);
  });
});
