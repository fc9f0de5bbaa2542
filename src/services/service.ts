import type * as v from 'valibot';
import type { CheckProgress } from '../check/check';
import type { StatisticsEngine } from '../check/statistics/engine';
import type { RandomAccessFile } from '../tensor/reading/random-access-file';

/**
 * Functions that the host of a service supplies. Hosts are the command line and the worker of a check. Files have the
 * names of the service's input: paths or URIs.
 */
export interface TensorHost {
  /** @throws TensorFileError when the file cannot be opened */
  open(file: string): Promise<RandomAccessFile>;
  /** Stops the work, which then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Called with the bytes read so far of a file that must be scanned to open it (JSON). */
  readonly onOpening?: (file: string, bytes: number, totalBytes: number) => void;
  readonly onProgress?: (progress: CheckProgress) => void;
  /** Gathers the statistics of the data that it supports; the reference does the rest. */
  readonly engine?: StatisticsEngine;
  /** Milliseconds since any fixed moment. Default: `performance.now`. */
  readonly now?: () => number;
}

/** Reads documents, such as saved reports. */
export interface DocumentHost {
  readText(file: string): Promise<string>;
}

/** One use case: the schema of its input, and the function that turns the input into a result with a host. */
export interface Service<Host, Input, Result> {
  readonly input: v.GenericSchema<unknown, Input>;
  run(host: Host, input: Input): Promise<Result>;
}
