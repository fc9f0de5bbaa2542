import type { StatisticsRecord } from '../report/report';
import type { FittedTemperature, NoTemperature } from './temperature';

const BEYOND_LARGEST =
  'The cross-entropy still falls at T = 32: the logits are hardly better than a guess, and the best temperature lies beyond what is looked at (1/32 to 32).';
const BEYOND_SMALLEST =
  'The cross-entropy still falls at T = 1/32: nearly every example is right, and the best temperature lies beyond what is looked at (1/32 to 32), if there is one.';
const IN_PARTS_ONLY =
  'One of the shards has no best temperature of its own: check the data in one run to learn that of all.';
const NOT_LOOKED_FOR = 'The best temperature was not looked for.';

/**
 * The temperature that minimises the softmax cross-entropy, from those of the parts of the data: each weighed by the
 * curvature of its cross-entropy. That is a step of Newton's method in ln T, so that what it leaves is of the order of the
 * squares of the differences between the parts, which the standard error counts in.
 */
export function softmaxTemperature(
  found: StatisticsRecord['temperature'],
): FittedTemperature | NoTemperature {
  if (found === null) {
    return { reason: NOT_LOOKED_FOR };
  }
  const { beyondLargest, beyondSmallest, curvature, variance } = found;
  if (beyondLargest + beyondSmallest > 0) {
    const isSame = curvature === 0 && (beyondLargest === 0 || beyondSmallest === 0);
    return { reason: !isSame ? IN_PARTS_ONLY : beyondLargest > 0 ? BEYOND_LARGEST : BEYOND_SMALLEST };
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
