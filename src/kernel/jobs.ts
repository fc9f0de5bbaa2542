import type { MarginHistogram } from '../check/statistics/margin-histogram';
import type { StatisticsRecord } from '../check/statistics/statistics';
import type { OddCounts } from './inputs/odd-values';
import type { WorkerResult } from './run';

/** Rows that one worker does together. Jobs begin at multiples of a fixed number of rows. */
export interface Job {
  readonly number: number;
  readonly firstRow: number;
  readonly rows: number;
}

/** Values that are added at a time: they and their targets fit into the processor's second cache. */
const CHUNK_VALUES = 262_144;
/** A few milliseconds of work, so that progress and cancelling need nothing else. */
const CHUNKS_PER_JOB = 4;

/** Rows that are added at a time. */
export function rowsPerChunk(channels: number): number {
  return Math.max(1, Math.floor(CHUNK_VALUES / channels));
}

/** Rows in a job of the kernel: whole chunks, none of them for a last few rows. */
export function rowsPerJob(channels: number): number {
  return CHUNKS_PER_JOB * rowsPerChunk(channels);
}

/** The bytes of a job's rows, one buffer per array. */
export type JobData = readonly ArrayBuffer[];

export interface JobWithData {
  readonly job: Job;
  /** Null if the workers read by themselves. */
  readonly data: JobData | null;
}

/**
 * All jobs of a number of rows, for workers that read by themselves.
 * @param most rows in a job; the last one may have fewer
 */
export function* jobsOf(rows: number, most: number): Generator<JobWithData> {
  for (let number = 0; number * most < rows; number++) {
    const firstRow = number * most;
    yield { job: { number, firstRow, rows: Math.min(most, rows - firstRow) }, data: null };
  }
}

/** Results of a pass: those of each worker, and those added up over all jobs. */
export interface Gathered {
  readonly results: readonly WorkerResult[];
  readonly oddCounts: OddCounts;
  readonly leftOut: StatisticsRecord['leftOut'];
  /** The segments of row-segments.ts; null for logits of one channel. */
  readonly sums: Float64Array | null;
  /** Histograms of x_t of the rows of a softmax, in the order of `KernelRecord`; empty for a sigmoid. */
  readonly rowMargins: readonly MarginHistogram[];
}
