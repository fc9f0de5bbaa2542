import type { StatisticsPart } from '../check/statistics/statistics';
import type { CellHarvest } from './cell-table';
import type { ExceptionRecord } from './exceptions';
import type { HardElements } from './hardest';
import type { RowRecord } from './row-totals';

/** Memory for the bytes of a number of rows of an array. */
export interface SlotColumn {
  bytes(rows: number): Uint8Array;
}

/** Buffers for a part of the data, one per array, in the order in which the arrays are read and posted. */
export interface Slot {
  readonly columns: readonly SlotColumn[];
}

/** Results of one job that must be added in the order of the jobs. Plain data, so that they can be posted. */
export type JobRecord = KernelRecord | ReferenceRecord;

export interface KernelRecord {
  readonly exceptions: ExceptionRecord;
  /** The segments of row-segments.ts; null for one channel, whose sums come from the cells. */
  readonly sums: Float64Array<ArrayBuffer> | null;
  /** Of a softmax. */
  readonly rows?: RowRecord;
}

export interface ReferenceRecord {
  readonly statistics: StatisticsPart;
}

/**
 * Results of a worker after all its jobs. Their sum over the workers does not depend on which worker did which job. Plain
 * data, so that they can be posted.
 */
export interface Harvest {
  /** Null for a softmax. */
  readonly cells: CellHarvest | null;
  readonly hardest: HardElements;
}

/** Works on jobs. The rows of a job arrive in order. */
export interface Run<OneSlot extends Slot = Slot, OneRecord extends JobRecord = JobRecord> {
  /** Two sets of buffers: one is filled while the other is processed. */
  readonly slots: readonly OneSlot[];
  /** Rows that fit into a slot. */
  readonly mostRows: number;
  /** Adds the rows whose bytes were written to a slot. */
  add(slot: OneSlot, firstRow: number, rows: number): void;
  /** Takes the results of the job whose last row was added. */
  endJob(): OneRecord;
  /** Null for the reference. */
  harvest(): Harvest | null;
}
