import type { ExceptionTally } from './exceptions';
import type { RowTotals } from './row-totals';
import type { Harvest } from './run';

/** Rows that are worked on together. Jobs begin at multiples of so many rows, whoever does them. */
export interface Job {
  readonly number: number;
  readonly firstRow: number;
  readonly rows: number;
}

/** Values that are added at a time: they and their targets fit into the processor's second cache. */
const PIECE_VALUES = 262_144;
/** A few milliseconds of work, so that progress and cancelling need nothing else. */
const PIECES_PER_JOB = 4;

/** Rows that are added at a time. */
export function rowsPerPiece(channels: number): number {
  return Math.max(1, Math.floor(PIECE_VALUES / channels));
}

/** Rows in a job of the kernel: whole pieces, none of them for a last few rows. */
export function rowsPerJob(channels: number): number {
  return PIECES_PER_JOB * rowsPerPiece(channels);
}

/** The bytes of a job's rows, of each array. */
export type JobData = readonly ArrayBuffer[];

export interface JobWithData {
  readonly job: Job;
  /** Null where the workers read by themselves. */
  readonly data: JobData | null;
}

/**
 * All jobs of so many rows, for workers that read by themselves.
 * @param most rows in a job; the last one may have fewer
 */
export function* jobsOf(rows: number, most: number): Generator<JobWithData> {
  for (let number = 0; number * most < rows; number++) {
    const firstRow = number * most;
    yield { job: { number, firstRow, rows: Math.min(most, rows - firstRow) }, data: null };
  }
}

/** What a pass gathered: what each worker holds, and from all jobs together the rest. */
export interface Gathered {
  readonly harvests: readonly Harvest[];
  readonly exceptions: ExceptionTally;
  /** The segments of row-segments.ts; null for logits of one channel. */
  readonly sums: Float64Array | null;
  readonly rows: RowTotals;
}
