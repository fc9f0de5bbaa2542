import type { KernelTask } from './kernel-task';
import { MultiLabelRun } from './multi-label-run';
import type { Harvest, KernelRecord, Run } from './run';
import { SigmoidRun } from './sigmoid-run';
import type { KernelSlot } from './slots';
import { SoftmaxRun } from './softmax-run';

/** One instance of the kernel at work. */
export interface KernelRun extends Run<KernelSlot, KernelRecord> {
  harvest(): Harvest;
}

/** @param mostRows that are added at a time */
export function startKernel(module: WebAssembly.Module, task: KernelTask, mostRows: number): KernelRun {
  if (task.softmax !== null) return new SoftmaxRun(module, task, task.softmax, mostRows);
  return task.channels > 1
    ? new MultiLabelRun(module, task, mostRows)
    : new SigmoidRun(module, task, mostRows);
}
