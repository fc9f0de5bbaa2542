import type { CellHarvest } from './cell-table';
import type { Job } from './jobs';
import type { JobRecord } from './kernel-run';
import type { FileRange, KernelTask } from './kernel-task';

/** First message to a worker. */
export interface Setup {
  readonly type: 'setup';
  readonly module: WebAssembly.Module;
  readonly task: KernelTask;
  /** Where the worker reads each array of `kernelSources`; null when the data come with the jobs. */
  readonly ranges: readonly FileRange[] | null;
}

export interface JobMessage {
  readonly type: 'job';
  readonly job: Job;
  readonly data: JobData | null;
}

/** The bytes of a job's rows, of each array of `kernelSources`. */
export type JobData = readonly ArrayBuffer[];

export type ToWorker = Setup | JobMessage | { readonly type: 'finish' };

export type FromWorker =
  | { readonly type: 'job'; readonly job: Job; readonly record: JobRecord }
  | { readonly type: 'harvest'; readonly harvest: CellHarvest }
  | { readonly type: 'failure'; readonly failure: Failure };

/** What went wrong in a worker: errors lose their class in a message. */
export interface Failure {
  readonly message: string;
  /** Set for UnsuitedData. */
  readonly isUnsuited?: true;
  /** Set for a TensorFileError. */
  readonly file?: {
    readonly name: string;
    readonly problem: string;
    readonly array?: string;
    readonly byteOffset?: number;
  };
}
