import type { TensorFileError } from '../tensor/tensor-file';
import type { FileRange } from './inputs/file-range';
import type { Job, JobData } from './jobs';
import type { JobRecord, WorkerResult } from './run';
import type { Work } from './work';

/** First message to a worker. */
export interface Setup {
  readonly type: 'setup';
  readonly work: Work;
  /** Place of each array for the worker; null when the data come with the jobs. */
  readonly ranges: readonly FileRange[] | null;
}

export interface JobMessage {
  readonly type: 'job';
  readonly job: Job;
  readonly data: JobData | null;
}

export type ToWorker = Setup | JobMessage | { readonly type: 'finish' };

export type FromWorker =
  | { readonly type: 'job'; readonly job: Job; readonly record: JobRecord }
  | { readonly type: 'result'; readonly result: WorkerResult | null }
  | { readonly type: 'failure'; readonly failure: Failure };

/** An error of a worker as a message, since an error loses its class in a message. */
export interface Failure {
  readonly message: string;
  /** Set for UnsuitedData. */
  readonly isUnsuited?: true;
  /** Set for a TensorFileError. */
  readonly tensorFile?: Pick<TensorFileError, 'file' | 'found' | 'where'>;
}
