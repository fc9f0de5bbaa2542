import type { ArraySummary } from '../tensor/summary';
import { type CheckWorkers, runInWorker } from './check-in-worker';
import type { SummaryRequestMessage } from './messages';

export interface SummariseInWorkerOptions {
  readonly signal: AbortSignal;
  /** Called with the number of elements read. */
  readonly onProgress: (elements: number) => void;
}

/**
 * Summarises one array in a new worker. A cancel ends the worker at once.
 * @throws the errors of `runInWorker`, and TensorFileError
 */
export function summariseInWorker(
  workers: CheckWorkers,
  request: () => Promise<SummaryRequestMessage>,
  { signal, onProgress }: SummariseInWorkerOptions,
): Promise<ArraySummary> {
  const job = { signal, onProgress: ({ elements }: { elements: number }) => onProgress(elements) };
  return runInWorker(workers, request, job, (message) =>
    message.type === 'summarised' ? message.summary : undefined,
  );
}
