import { CompensatedSums } from './compensated-sums';
import { addCounts } from './counts';
import type { Posted } from './posted';
import type { TermBlock } from './term-block';

/** Guo et al. 2017 use 15 bins. */
export const RELIABILITY_BINS = 15;

export function reliabilityBinOf(confidence: number): number {
  return Math.min(RELIABILITY_BINS - 1, Math.floor(confidence * RELIABILITY_BINS));
}

/** Confidence and outcome in equal bins of [0, 1]. */
export class Reliability {
  readonly counts = new Float64Array(RELIABILITY_BINS);
  readonly confidences = new CompensatedSums(RELIABILITY_BINS);
  readonly outcomes = new CompensatedSums(RELIABILITY_BINS);

  add(block: TermBlock): void {
    for (let at = 0; at < block.length; at++) {
      this.addOne(block.confidence[at] ?? 0, block.outcome[at] ?? 0, 1);
    }
  }

  addOne(confidence: number, outcome: number, times: number): void {
    this.addTo(reliabilityBinOf(confidence), confidence, outcome, times);
  }

  /** Adds elements of one bin: their mean confidence and mean outcome. */
  addTo(bin: number, confidence: number, outcome: number, times: number): void {
    this.counts[bin] = (this.counts[bin] ?? 0) + times;
    this.confidences.add(bin, confidence * times);
    this.outcomes.add(bin, outcome * times);
  }

  merge(other: Posted<Reliability>): void {
    addCounts(this.counts, other.counts);
    this.confidences.merge(other.confidences);
    this.outcomes.merge(other.outcomes);
  }
}
