import type { KernelBuffers } from './inputs/input-buffers';
import type { KernelRecord, Run, WorkerResult } from './run';

/** One instance of the kernel at work. */
export interface KernelRun extends Run<KernelBuffers, KernelRecord> {
  result(): WorkerResult;
}
