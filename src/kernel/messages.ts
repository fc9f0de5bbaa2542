import type { CellHarvest } from './cell-table';
import type { Job } from './jobs';
import type { JobRecord } from './kernel-run';
import type { FileRange, KernelTask } from './kernel-task';

/** First message to a worker. */
export interface Setup {
  readonly type: 'setup';
  readonly module: WebAssembly.Module;
  readonly task: KernelTask;
  /** Where the worker reads the data of its jobs; null when they come with the jobs. */
  readonly ranges: FileRanges | null;
}

export interface FileRanges {
  readonly logits: FileRange;
  readonly targets: FileRange;
}

export interface JobMessage {
  readonly type: 'job';
  readonly job: Job;
  readonly data: JobData | null;
}

/** The bytes of a job's elements. */
export interface JobData {
  readonly logits: ArrayBuffer;
  readonly targets: ArrayBuffer;
}

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
