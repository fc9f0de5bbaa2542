import { HardestTerms } from '../../check/statistics/hardest-terms';
import { LossMargins } from '../../check/statistics/loss-margins';
import { MarginHistogram } from '../../check/statistics/margin-histogram';
import type { Posted } from '../../check/statistics/posted';

/** Results of a job on rows of a softmax beside the segments. Plain data, so that they can be posted. */
export type RowRecord = Posted<RowTotals>;

/** Histograms of x_t of the rows of a softmax. */
export class RowTotals {
  readonly margins = { positives: new MarginHistogram(), negatives: new MarginHistogram() };
  /** How much the rows weigh, where they have weights. */
  readonly lossMargins = new LossMargins(false);
  /** The hardest rows with another weight than one. */
  readonly hardest = { positives: new HardestTerms(), negatives: new HardestTerms() };

  /** Adds the results of a later job. */
  merge({ margins, lossMargins, hardest }: RowRecord): void {
    this.margins.positives.merge(margins.positives);
    this.margins.negatives.merge(margins.negatives);
    this.lossMargins.merge(lossMargins);
    this.hardest.positives.merge(hardest.positives);
    this.hardest.negatives.merge(hardest.negatives);
  }
}
