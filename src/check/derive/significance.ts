import type { ReliabilityBin } from '../report/report';

/**
 * Questions of the form "could this be chance?". Each assumes that the data are right: that every outcome was drawn with the
 * probability that the model gave it.
 */

/** A mean and a standard deviation. */
export interface Spread {
  readonly mean: number;
  readonly deviation: number;
}

/**
 * The expected calibration error that a calibrated model shows by the luck of the draw: in each bin the accuracy lies
 * about the confidence as the mean of `count` draws does (normal approximation, mean absolute deviation √(2/π) σ).
 * @param bins reliability bins; empty ones count for nothing
 */
export function calibrationErrorByChance(bins: readonly ReliabilityBin[]): Spread {
  const total = bins.reduce((sum, { count }) => sum + count, 0);
  let [mean, variance] = [0, 0];
  for (const { count, confidence } of bins) {
    if (count === 0 || confidence === null) {
      continue;
    }
    const share = count / total;
    const outcomeVariance = (confidence * (1 - confidence)) / count;
    mean += share * Math.sqrt((2 / Math.PI) * outcomeVariance);
    variance += share * share * outcomeVariance * (1 - 2 / Math.PI);
  }
  return { mean, deviation: Math.sqrt(variance) };
}

/**
 * Returns how many standard deviations the outcomes lie above the confidences as a whole (Spiegelhalter 1986). Each bin counts with
 * the variance of its mean, which is no smaller than its elements have. A positive number means more outcomes than the model expects.
 * @returns 0 where the model is certain of everything
 */
export function biasInDeviations(bins: readonly ReliabilityBin[]): number {
  let [excess, variance] = [0, 0];
  for (const { count, confidence, accuracy } of bins) {
    if (confidence !== null && accuracy !== null) {
      excess += count * (accuracy - confidence);
      variance += count * confidence * (1 - confidence);
    }
  }
  return variance === 0 ? 0 : excess / Math.sqrt(variance);
}

/**
 * Twice the logarithm of the likelihood ratio of the best temperature against T = 1; under T = 1 distributed as χ² with
 * one degree of freedom (Wilks 1938).
 * @param crossEntropy mean cross-entropy as given, in nats
 * @param scaledCrossEntropy mean cross-entropy at the best temperature
 */
export function temperatureRatio(count: number, crossEntropy: number, scaledCrossEntropy: number): number {
  return Math.max(0, 2 * count * (crossEntropy - scaledCrossEntropy));
}

/** Levels of χ² with one degree of freedom: the square of a normal deviate. */
export const CHI_SQUARED_AT = { 0.01: 6.635, 0.001: 10.828, 0.0001: 15.137 } as const;

/**
 * The probability of at most `seen` events where `expected` are, by Poisson's law: how likely a class with so few examples
 * is, and from the other side, how likely so many contradicted labels are. To 1e-3 where more than 745 are expected, else exact.
 */
export function atMostByChance(seen: number, expected: number): number {
  let term = Math.exp(-expected);
  if (term === 0) {
    return seen >= expected ? 1 : normalTail((seen + 0.5 - expected) / Math.sqrt(expected));
  }
  let sum = term;
  for (let event = 1; event <= seen; event++) {
    term *= expected / event;
    sum += term;
  }
  return Math.min(1, sum);
}

/** The share of a normal distribution below `deviate` (Abramowitz and Stegun 26.2.17, error below 7.5e-8). */
function normalTail(deviate: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(deviate));
  const polynomial =
    t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  const tail = (Math.exp((-deviate * deviate) / 2) / Math.sqrt(2 * Math.PI)) * polynomial;
  return deviate < 0 ? tail : 1 - tail;
}
