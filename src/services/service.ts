import type * as v from 'valibot';
import type { CheckProgress } from '../check/check';
import type { StatisticsEngine } from '../check/statistics/engine';
import type { RandomAccessFile } from '../tensor/reading/random-access-file';

/**
 * What a service needs from whoever runs it: the command line and the worker of a check. Files are named as in the
 * service's input, by a path or a URI.
 */
export interface TensorHost {
  /** @throws TensorFileError when the file cannot be opened */
  open(file: string): Promise<RandomAccessFile>;
  /** Stops the work, which then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Told how many bytes are read of a file that must be looked through before it is open (JSON). */
  readonly onOpening?: (file: string, bytes: number, totalBytes: number) => void;
  readonly onProgress?: (progress: CheckProgress) => void;
  /** Gathers the statistics of what it has a way for; the reference does the rest. */
  readonly engine?: StatisticsEngine;
  /** Milliseconds since any fixed moment; `performance.now` unless given. */
  readonly now?: () => number;
}

/** Reads documents, such as saved reports. */
export interface DocumentHost {
  readText(file: string): Promise<string>;
}

/** One use case: the schema of its input, and what makes a result of it with the help of a host. */
export interface Service<Host, Input, Result> {
  readonly input: v.GenericSchema<unknown, Input>;
  run(host: Host, input: Input): Promise<Result>;
}
