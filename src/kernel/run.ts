import type { StatisticsPart } from '../check/statistics/statistics';
import type { CellHarvest } from './cell-table';
import type { ExceptionRecord } from './exceptions';
import type { HardElements } from './hardest';
import type { RowRecord } from './row-totals';

/** Where the bytes of so many rows of an array are written to. */
export interface SlotColumn {
  bytes(rows: number): Uint8Array;
}

/** Buffers for a part of the data: of each array, in the order in which they are read and posted. */
export interface Slot {
  readonly columns: readonly SlotColumn[];
}

/** What one job gave that must be added up in the order of the jobs. Plain data, to be posted. */
export type JobRecord = KernelRecord | ReferenceRecord;

export interface KernelRecord {
  readonly exceptions: ExceptionRecord;
  /** The segments of row-segments.ts; null for logits of one channel, whose sums come from their cells. */
  readonly sums: Float64Array<ArrayBuffer> | null;
  /** Of a softmax. */
  readonly rows?: RowRecord;
}

export interface ReferenceRecord {
  readonly statistics: StatisticsPart;
}

/**
 * What a worker holds after all its jobs: who did which job makes no difference to what all hold together. Plain data, to be
 * posted.
 */
export interface Harvest {
  /** Null of a softmax. */
  readonly cells: CellHarvest | null;
  readonly hardest: HardElements;
}

/** Work on jobs, whose rows come in order. */
export interface Run<OneSlot extends Slot = Slot, OneRecord extends JobRecord = JobRecord> {
  /** Two sets of buffers: one is filled while the other is worked on. */
  readonly slots: readonly OneSlot[];
  /** Rows that fit into a slot. */
  readonly mostRows: number;
  /** Adds the rows whose bytes were written to a slot. */
  add(slot: OneSlot, firstRow: number, rows: number): void;
  /** What the job gave whose last row was added. */
  endJob(): OneRecord;
  /** Null without the kernel. */
  harvest(): Harvest | null;
}
