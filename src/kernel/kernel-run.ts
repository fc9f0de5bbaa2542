import type { CellHarvest } from './cell-table';
import type { ExceptionRecord } from './exceptions';
import type { KernelTask } from './kernel-task';
import { MultiLabelRun } from './multi-label-run';
import { SigmoidRun } from './sigmoid-run';
import type { Slot } from './slots';
import { SoftmaxRun } from './softmax-run';

/** What one job gave that must be added up in the order of the jobs. */
export interface JobRecord {
  readonly exceptions: ExceptionRecord;
  /** The segments of row-segments.ts; null for logits of one channel, whose sums come from their cells. */
  readonly sums: Float64Array<ArrayBuffer> | null;
}

/** One instance of the kernel at work on jobs, whose rows come in order. */
export interface KernelRun {
  /** Two sets of buffers: one is filled while the other is worked on. */
  readonly slots: readonly Slot[];
  /** Rows that fit into a slot. */
  readonly mostRows: number;
  /** Adds the rows whose bytes were written to a slot. */
  add(slot: Slot, firstRow: number, rows: number): void;
  endJob(): JobRecord;
  /** What all jobs left in the cells. */
  harvest(): CellHarvest;
}

/** @param mostRows that are added at a time */
export function startRun(module: WebAssembly.Module, task: KernelTask, mostRows: number): KernelRun {
  if (task.softmax !== null) return new SoftmaxRun(module, task, task.softmax, mostRows);
  return task.channels > 1
    ? new MultiLabelRun(module, task, mostRows)
    : new SigmoidRun(module, task, mostRows);
}
