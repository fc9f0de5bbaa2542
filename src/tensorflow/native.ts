import type { NativeFailure } from '../check/report/cross-check';
import type { TensorFlowAnswer, TensorFlowTask } from './task';

/** The native TensorFlow.js, in hosts that can run it: `native.node.ts`. */
export interface NativeTensorFlow {
  /** The package that is found first from one of the folders, else from those of global packages; null where there is none. */
  find(folders: readonly string[]): Promise<string | null>;
  /** Runs a task with the package in this folder, in a process of its own. Rejects with the signal's reason when cancelled. */
  ask(folder: string, task: TensorFlowTask, signal?: AbortSignal): Promise<TensorFlowAnswer | NativeFailure>;
}
