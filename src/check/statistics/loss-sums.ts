import { CompensatedSums } from './compensated-sums';
import { addCounts } from './counts';
import type { Posted } from './posted';
import type { TermBlock } from './term-block';

/** Counts and sums of every loss, by channel (or class) and by positive and negative. */
export class LossSums {
  /** Entry 2 · channel + (1 for positives, 0 for negatives). */
  readonly counts: Float64Array;
  readonly crossEntropy: CompensatedSums;
  readonly alphaBalancedCrossEntropy: CompensatedSums;
  readonly focal: CompensatedSums;
  readonly focalStar: CompensatedSums;
  readonly focalGradient: CompensatedSums;

  constructor(readonly channels: number) {
    const groups = 2 * channels;
    this.counts = new Float64Array(groups);
    this.crossEntropy = new CompensatedSums(groups);
    this.alphaBalancedCrossEntropy = new CompensatedSums(groups);
    this.focal = new CompensatedSums(groups);
    this.focalStar = new CompensatedSums(groups);
    this.focalGradient = new CompensatedSums(groups);
  }

  add(block: TermBlock): void {
    for (let at = 0; at < block.length; at++) {
      const group = 2 * (block.channel[at] ?? 0) + (block.positive[at] ?? 0);
      this.counts[group] = (this.counts[group] ?? 0) + 1;
      this.crossEntropy.add(group, block.crossEntropy[at] ?? 0);
      this.alphaBalancedCrossEntropy.add(group, block.alphaBalancedCrossEntropy[at] ?? 0);
      this.focal.add(group, block.focal[at] ?? 0);
      this.focalStar.add(group, block.focalStar[at] ?? 0);
      this.focalGradient.add(group, Math.abs(block.focalGradient[at] ?? 0));
    }
  }

  merge(other: Posted<LossSums>): void {
    addCounts(this.counts, other.counts);
    this.crossEntropy.merge(other.crossEntropy);
    this.alphaBalancedCrossEntropy.merge(other.alphaBalancedCrossEntropy);
    this.focal.merge(other.focal);
    this.focalStar.merge(other.focalStar);
    this.focalGradient.merge(other.focalGradient);
  }
}
