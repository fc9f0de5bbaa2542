import type { HardTerm } from '../../check/statistics/hardest';
import type { MarginHistogram } from '../../check/statistics/margin-histogram';

/** Results of a job on rows of a softmax beside the segments. Plain data, so that they can be posted. */
export interface RowRecord {
  /** Octaves of the histograms of x_t: of negatives, of positives, and with weights of how much each side weighs. */
  readonly histograms: readonly MarginHistogram['octaves'][];
  /** The hardest rows with another weight than one. */
  readonly hardest: HardRows;
}

export interface HardRows {
  readonly positives: readonly HardTerm[];
  readonly negatives: readonly HardTerm[];
}
