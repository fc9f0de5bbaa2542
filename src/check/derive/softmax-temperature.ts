import type { StatisticsRecord } from '../report/report';
import type { FittedTemperature, NoTemperature } from './temperature';

/**
 * The temperature that minimises the softmax cross-entropy, from those of the parts of the data: each weighed by the
 * curvature of its cross-entropy. That is a step of Newton's method in ln T, so that what it leaves is of the order of the
 * squares of the differences between the parts, which the standard error counts in.
 */
export function softmaxTemperature(
  found: StatisticsRecord['temperature'],
): FittedTemperature | NoTemperature {
  if (found === null) {
    return { reason: { id: 'temperature-not-looked-for', facts: {} } };
  }
  const { beyondLargest, beyondSmallest, curvature, variance } = found;
  if (beyondLargest + beyondSmallest > 0) {
    const isSame = curvature === 0 && (beyondLargest === 0 || beyondSmallest === 0);
    const side =
      beyondLargest > 0 ? 'no-temperature-up-to-the-largest' : 'no-temperature-down-to-the-smallest';
    return { reason: { id: isSame ? side : 'no-temperature-of-a-shard', facts: {} } };
  }
  const temperature = Math.exp(found.logarithm / curvature);
  const sampling = variance / curvature ** 2;
  return { temperature, standardError: temperature * Math.sqrt(sampling + spreadOf(found) ** 2) };
}

/** Mean square of how far ln T of the parts is from that of all. */
export function spreadOf({
  curvature,
  logarithm,
  squares,
}: NonNullable<StatisticsRecord['temperature']>): number {
  const mean = logarithm / curvature;
  const spread = squares / curvature - mean * mean;
  // Rounding alone leaves something of a single part.
  return spread > ROUNDING * mean * mean ? spread : 0;
}

const ROUNDING = 1e-12;
