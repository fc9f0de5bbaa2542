import type { MarginHistogram } from '../check/statistics/margin-histogram';
import type { StatisticsPart } from '../check/statistics/statistics';
import type { OddValues } from './inputs/odd-values';
import type { BinRecord } from './sigmoid/float-bins';
import type { HardElements } from './sums/hardest';

/** The buffer to which the bytes of so many rows of an array are written. */
export interface BufferColumn {
  bytes(rows: number): Uint8Array;
}

/** Buffers for a part of the data: of each array, in the order in which they are read and posted. */
export interface InputBuffers {
  readonly columns: readonly BufferColumn[];
}

/** Results of one job that must be added in the order of the jobs. Plain data, so that they can be posted. */
export type JobRecord = KernelRecord | ReferenceRecord;

export interface KernelRecord {
  readonly oddValues: OddValues;
  /** The segments of row-segments.ts; null for logits of one channel, whose sums come from their float bins. */
  readonly sums: Float64Array<ArrayBuffer> | null;
  /**
   * Octaves of the histograms of x_t of the rows of a softmax: of negatives, of positives, and with weights of how much each
   * side weighs. Empty for a sigmoid.
   */
  readonly rowMargins: readonly MarginHistogram['octaves'][];
}

export interface ReferenceRecord {
  readonly statistics: StatisticsPart;
}

/**
 * Results of a worker after all its jobs. Their sum over the workers does not depend on which worker did which job. Plain
 * data, so that they can be posted.
 */
export interface WorkerResult {
  /** Null of a softmax. */
  readonly floatBins: BinRecord | null;
  readonly hardest: HardElements;
  /** Only a softmax has them: see `ConfusedPairs`. */
  readonly confusedPairs?: ReadonlyMap<number, number>;
}

/** Work on jobs, whose rows come in order. */
export interface Run<
  OneBuffers extends InputBuffers = InputBuffers,
  OneRecord extends JobRecord = JobRecord,
> {
  /** Two sets of buffers: one is filled while the other is worked on. */
  readonly bufferSets: readonly OneBuffers[];
  /** Rows that fit into a set of buffers. */
  readonly mostRows: number;
  /** Adds the rows whose bytes were written to a set of buffers. */
  add(buffers: OneBuffers, firstRow: number, rows: number): void;
  /** Returns the record of the job whose last row was added. */
  endJob(): OneRecord;
  /** Null without the kernel. */
  result(): WorkerResult | null;
}
