import type { TermBlock } from '../terms/term-block';
import { CompensatedSums, numbersOf } from './compensated-sums';
import { type Merged, object, sums, totals } from './mergeable';
import type { Accumulator, CheckedData, Statistic } from './statistic';

const record = object(
  {
    counts: totals('Number of elements.'),
    crossEntropy: sums('Σ −log p_t.'),
    alphaBalancedCrossEntropy: sums('Σ −α_t log p_t.'),
    focal: sums('Σ −α_t (1 − p_t)^γ log p_t.'),
    focalStar: sums('Σ FL*, with β = 0 and without α: Σ log(1 + e^(−γ x_t)) / γ. Null if γ is 0.'),
    focalGradient: sums(
      'Σ |d focal / dx|, where x is the logit of a sigmoid, or the logit of the target class of a softmax.',
    ),
  },
  'Counts and sums of the losses. Entry 2 · channel + 1 is of the positives of a channel, entry 2 · channel of its negatives. The channel of a softmax is the target class. Losses and gradients are multiplied by the weight of the element.',
);

type LossesRecord = Merged<typeof record>;

export const lossesStatistic = {
  ...record,
  start: ({ layout }: Pick<CheckedData, 'layout'>) => new LossSums(layout.channels),
} satisfies Statistic<LossesRecord>;

/** Counts and sums of every loss, by channel (or class) and by positive and negative. */
export class LossSums implements Accumulator<LossesRecord> {
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

  addTerms(block: TermBlock): void {
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

  record(): LossesRecord {
    return {
      counts: numbersOf(this.counts),
      crossEntropy: this.crossEntropy.record(),
      alphaBalancedCrossEntropy: this.alphaBalancedCrossEntropy.record(),
      focal: this.focal.record(),
      focalStar: this.focalStar.record(),
      focalGradient: this.focalGradient.record(),
    };
  }
}
