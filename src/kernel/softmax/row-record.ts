import type { HardTerm } from '../../check/statistics/hardest';
import type { StatisticsRecord } from '../../check/statistics/statistics';

/** Results of a job on rows of a softmax beside the segments. Plain data, so that they can be posted. */
export interface RowRecord {
  /** Without weights, `lossMargins` is null. */
  readonly statistics: Pick<StatisticsRecord, 'margins' | 'lossMargins'>;
  /** The hardest rows with another weight than one. */
  readonly hardest: HardRows;
}

export interface HardRows {
  readonly positives: readonly HardTerm[];
  readonly negatives: readonly HardTerm[];
}
