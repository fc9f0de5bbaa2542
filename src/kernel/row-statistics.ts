import { GradientAgreement } from '../check/statistics/gradient-agreement';
import { HardestTerms } from '../check/statistics/hardest-terms';
import { LossAgreement } from '../check/statistics/loss-agreement';
import { LossMargins } from '../check/statistics/loss-margins';
import type { Posted } from '../check/statistics/posted';
import type { Statistics } from '../check/statistics/statistics';

/** What a job gave. Plain data, to be posted. */
export type RowRecord = Posted<RowStatistics>;

/**
 * What is gathered of a softmax beside the segments and the histograms of x_t: of rows with a weight other than one the
 * hardest, of all rows with a weight what they weigh, and what is compared.
 */
export class RowStatistics {
  readonly lossMargins = new LossMargins(false);
  readonly hardest = { positives: new HardestTerms(), negatives: new HardestTerms() };
  readonly gradient = new GradientAgreement();
  readonly lossAgreement = new LossAgreement();

  /** Adds what a later job gave. */
  merge(later: RowRecord): void {
    this.lossMargins.merge(later.lossMargins);
    this.hardest.positives.merge(later.hardest.positives);
    this.hardest.negatives.merge(later.hardest.negatives);
    this.gradient.merge(later.gradient);
    this.lossAgreement.merge(later.lossAgreement);
  }

  /**
   * Adds them to those of the other rows.
   * @param isWeighted whether the rows have weights, if only of one
   */
  addTo(statistics: Statistics, isWeighted: boolean): void {
    if (isWeighted) {
      statistics.lossMargins = this.lossMargins;
    }
    statistics.hardest.positives.merge(this.hardest.positives);
    statistics.hardest.negatives.merge(this.hardest.negatives);
    statistics.gradient.merge(this.gradient);
    statistics.lossAgreement.merge(this.lossAgreement);
  }
}
