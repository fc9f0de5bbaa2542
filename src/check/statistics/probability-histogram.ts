import { CompensatedSums } from './compensated-sums';
import { addCounts } from './counts';
import type { Posted } from './posted';
import type { TermBlock } from './term-block';

/** Equal bins of [0, 1]; a hundred, so that every threshold of two decimals is an edge. */
export const PROBABILITY_BINS = 100;

/** Histograms of p_t with the loss in each bin, separate for positives and negatives. */
export class ProbabilityHistograms {
  /** Entry bin + (PROBABILITY_BINS for positives). */
  readonly counts = new Float64Array(2 * PROBABILITY_BINS);
  readonly crossEntropy = new CompensatedSums(2 * PROBABILITY_BINS);
  readonly alphaBalancedCrossEntropy = new CompensatedSums(2 * PROBABILITY_BINS);
  readonly focal = new CompensatedSums(2 * PROBABILITY_BINS);
  readonly focalGradient = new CompensatedSums(2 * PROBABILITY_BINS);

  add(block: TermBlock): void {
    for (let at = 0; at < block.length; at++) {
      const p = block.targetProbability[at] ?? 0;
      const within = Math.min(PROBABILITY_BINS - 1, Math.floor(p * PROBABILITY_BINS));
      const bin = within + (block.positive[at] ?? 0) * PROBABILITY_BINS;
      this.counts[bin] = (this.counts[bin] ?? 0) + 1;
      this.crossEntropy.add(bin, block.crossEntropy[at] ?? 0);
      this.alphaBalancedCrossEntropy.add(bin, block.alphaBalancedCrossEntropy[at] ?? 0);
      this.focal.add(bin, block.focal[at] ?? 0);
      this.focalGradient.add(bin, Math.abs(block.focalGradient[at] ?? 0));
    }
  }

  merge(other: Posted<ProbabilityHistograms>): void {
    addCounts(this.counts, other.counts);
    this.crossEntropy.merge(other.crossEntropy);
    this.alphaBalancedCrossEntropy.merge(other.alphaBalancedCrossEntropy);
    this.focal.merge(other.focal);
    this.focalGradient.merge(other.focalGradient);
  }
}
