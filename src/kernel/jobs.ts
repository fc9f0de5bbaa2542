import type { ExceptionTally } from './exceptions';
import type { RowTotals } from './row-totals';
import type { Harvest } from './run';

/** Rows that one worker does together. Jobs begin at multiples of a fixed number of rows. */
export interface Job {
  readonly number: number;
  readonly firstRow: number;
  readonly rows: number;
}

/** Values per piece. They and their targets fit into the processor's second cache. */
const PIECE_VALUES = 262_144;
/** Pieces per job: a few milliseconds of work, so that progress and cancels need no other mechanism. */
const PIECES_PER_JOB = 4;

/** Rows per piece. */
export function rowsPerPiece(channels: number): number {
  return Math.max(1, Math.floor(PIECE_VALUES / channels));
}

/** Rows per job of the kernel: a number of whole pieces. */
export function rowsPerJob(channels: number): number {
  return PIECES_PER_JOB * rowsPerPiece(channels);
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
  readonly harvests: readonly Harvest[];
  readonly exceptions: ExceptionTally;
  /** The segments of row-segments.ts; null for logits of one channel. */
  readonly sums: Float64Array | null;
  readonly rows: RowTotals;
}
