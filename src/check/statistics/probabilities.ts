import type { TermBlock } from '../terms/term-block';
import { CompensatedSums, numbersOf } from './compensated-sums';
import { type Merged, object, sums, totals } from './mergeable';
import type { Accumulator, Statistic } from './statistic';

/** Equal bins of [0, 1]; a hundred, so that every threshold of two decimals is an edge. */
export const PROBABILITY_BINS = 100;

const record = object(
  {
    counts: totals('Number of elements.'),
    crossEntropy: sums('Σ −log p_t.'),
    alphaBalancedCrossEntropy: sums('Σ −α_t log p_t.'),
    focal: sums('Σ −α_t (1 − p_t)^γ log p_t.'),
    focalGradient: sums('Σ |d focal / dx|, as in `losses`.'),
  },
  {
    description:
      'Histograms of p_t, the probability of the target, with the losses in each bin. The bins are equal; that of p_t is min(bins − 1, floor(bins · p_t)). Entries 0 to bins − 1 are of the negatives, the next of the positives. The losses are multiplied by the weight of the element.',
    'x-bins': { low: 0, high: 1, bins: PROBABILITY_BINS },
  },
);

type ProbabilitiesRecord = Merged<typeof record>;

export const probabilitiesStatistic = {
  ...record,
  start: () => new ProbabilityHistograms(),
} satisfies Statistic<ProbabilitiesRecord>;

/** Histograms of p_t with the loss in each bin, separate for positives and negatives. */
class ProbabilityHistograms implements Accumulator<ProbabilitiesRecord> {
  /** Entry bin + (PROBABILITY_BINS for positives). */
  readonly counts = new Float64Array(2 * PROBABILITY_BINS);
  readonly crossEntropy = new CompensatedSums(2 * PROBABILITY_BINS);
  readonly alphaBalancedCrossEntropy = new CompensatedSums(2 * PROBABILITY_BINS);
  readonly focal = new CompensatedSums(2 * PROBABILITY_BINS);
  readonly focalGradient = new CompensatedSums(2 * PROBABILITY_BINS);

  addTerms(block: TermBlock): void {
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

  record(): ProbabilitiesRecord {
    return {
      counts: numbersOf(this.counts),
      crossEntropy: this.crossEntropy.record(),
      alphaBalancedCrossEntropy: this.alphaBalancedCrossEntropy.record(),
      focal: this.focal.record(),
      focalGradient: this.focalGradient.record(),
    };
  }
}
