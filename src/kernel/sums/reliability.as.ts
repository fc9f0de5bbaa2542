import { RELIABILITY_BINS } from '../../numerics/row-segments';
import { addTo } from './logit-statistics.as';

/** Adds one example to reliability bins: counts, confidences and outcomes, one array after the other. */
export function addOutcome(bins: usize, confidence: f64, outcome: f64): void {
  addOutcomes(bins, confidence, confidence, outcome, 1);
}

/** Adds several examples of one bin, which contains `place`. */
export function addOutcomes(bins: usize, place: f64, confidence: f64, outcome: f64, count: f64): void {
  const bin = min(RELIABILITY_BINS - 1, <i32>(place * RELIABILITY_BINS));
  const entry = bins + ((<usize>bin) << 3);
  addTo(entry, count);
  addTo(entry + 8 * RELIABILITY_BINS, count * confidence);
  addTo(entry + 16 * RELIABILITY_BINS, count * outcome);
}
