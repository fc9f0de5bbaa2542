import { HardestTerms } from '../check/statistics/hardest-terms';
import { LossMargins } from '../check/statistics/loss-margins';
import { MarginHistogram } from '../check/statistics/margin-histogram';
import type { Posted } from '../check/statistics/posted';

/** What a job on rows of a softmax gave beside the segments. Plain data, to be posted. */
export type RowRecord = Posted<RowTotals>;

/** What is gathered of the rows of a softmax by x_t. */
export class RowTotals {
  readonly margins = { positives: new MarginHistogram(), negatives: new MarginHistogram() };
  /** How much the rows weigh, where they have weights. */
  readonly lossMargins = new LossMargins(false);
  /** Of the rows with a weight other than one. */
  readonly hardest = { positives: new HardestTerms(), negatives: new HardestTerms() };

  /** Adds what a later job gave. */
  merge({ margins, lossMargins, hardest }: RowRecord): void {
    this.margins.positives.merge(margins.positives);
    this.margins.negatives.merge(margins.negatives);
    this.lossMargins.merge(lossMargins);
    this.hardest.positives.merge(hardest.positives);
    this.hardest.negatives.merge(hardest.negatives);
  }
}
