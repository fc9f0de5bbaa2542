import type { ArraySummary } from '../tensor/summary';
import { type CheckWorkers, runInWorker } from './check-in-worker';
import type { SummaryRequestMessage } from './messages';

export interface SummariseInWorkerOptions {
  readonly signal: AbortSignal;
  /** Told how many elements have been read. */
  readonly onProgress: (elements: number) => void;
}

/**
 * Summarises one array in a worker of its own. A cancel ends the worker at once.
 * @throws what `runInWorker` throws, TensorFileError among it
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
