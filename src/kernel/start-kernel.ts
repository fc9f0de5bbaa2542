import { MultiLabelRun } from './channels/multi-label-run';
import type { KernelRun } from './kernel-run';
import type { KernelTask } from './kernel-task';
import { SigmoidRun } from './sigmoid/sigmoid-run';
import { SoftmaxRun } from './softmax/softmax-run';

/** @param mostRows that are added at a time */
export function startKernel(module: WebAssembly.Module, task: KernelTask, mostRows: number): KernelRun {
  if (task.softmax !== null) {
    return new SoftmaxRun(module, task, task.softmax, mostRows);
  }
  return task.channels > 1
    ? new MultiLabelRun(module, task, mostRows)
    : new SigmoidRun(module, task, mostRows);
}
