import { RELIABILITY_BINS } from '../row-segments';
import { addTo } from './logit-statistics';

/** Adds one example to reliability bins: counts, confidences and outcomes, one array after the other. */
export function addOutcome(bins: usize, confidence: f64, outcome: f64): void {
  const bin = min(RELIABILITY_BINS - 1, <i32>(confidence * RELIABILITY_BINS));
  const entry = bins + ((<usize>bin) << 3);
  addTo(entry, 1);
  addTo(entry + 8 * RELIABILITY_BINS, confidence);
  addTo(entry + 16 * RELIABILITY_BINS, outcome);
}
