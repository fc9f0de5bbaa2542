import type { TermBlock } from '../terms/term-block';
import { MarginHistogram } from './margin-histogram';
import { marginBinsAbout, marginCounts } from './margin-record';
import { type Merged, object } from './mergeable';
import type { Accumulator, Statistic } from './statistic';

const record = object(
  {
    positives: marginCounts('Of the positives.'),
    negatives: marginCounts('Of the negatives.'),
  },
  marginBinsAbout(
    'Fine histograms of the margin x_t, the logit of p_t: log(p_t / (1 − p_t)). For a sigmoid it is x for positives and −x for negatives; for a softmax it is the logit of the target class minus the logarithm of the sum of the exponentials of the other classes. Elements with soft targets have no x_t and are left out.',
  ),
);

export type MarginsRecord = Merged<typeof record>;

export const marginsStatistic = {
  ...record,
  start: () => new Margins(),
} satisfies Statistic<MarginsRecord>;

/** Histograms of x_t of the positives and of the negatives. */
export class Margins implements Accumulator<MarginsRecord> {
  constructor(
    readonly positives = new MarginHistogram(),
    readonly negatives = new MarginHistogram(),
  ) {}

  addTerms(block: TermBlock): void {
    this.positives.add(block, 1);
    this.negatives.add(block, 0);
  }

  record(): MarginsRecord {
    return { positives: this.positives.entries(), negatives: this.negatives.entries() };
  }
}
