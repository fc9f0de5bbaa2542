import { rowsPerChunk } from './jobs';
import type { KernelTask } from './kernel-task';
import { ReferenceRun } from './reference-run';
import type { ReferenceTask } from './reference-task';
import type { Run } from './run';
import { startKernel } from './start-kernel';

/** The work for workers. Plain data, so that it can be posted. */
export type Work =
  | { readonly by: 'kernel'; readonly module: WebAssembly.Module; readonly task: KernelTask }
  | { readonly by: 'reference'; readonly task: ReferenceTask };

export function startRun(work: Work): Run {
  switch (work.by) {
    case 'kernel':
      return startKernel(work.module, work.task, rowsPerChunk(work.task.channels));
    case 'reference':
      return new ReferenceRun(work.task);
  }
}
