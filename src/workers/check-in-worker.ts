import * as v from 'valibot';
import type { CheckProgress } from '../check/check';
import type { Report } from '../check/report/report';
import { errorOf } from './failure';
import {
  type CheckRequestMessage,
  type FromCheckWorker,
  fromCheckWorkerSchema,
  type WorkerRequestMessage,
} from './messages';

/** A running worker of either host. */
export interface CheckWorker {
  post(message: WorkerRequestMessage, transfer: readonly ArrayBuffer[]): void;
  /** Stops the worker at once. */
  end(): void;
}

export interface CheckWorkerListener {
  message(message: unknown): void;
  /** The worker has ended. */
  failure(reason: string): void;
}

/** Workers as a host has them: start-check-worker.node.ts and start-check-worker.web.ts. */
export interface CheckWorkers {
  /** True if workers can open files of the local disk. */
  readonly openFiles: boolean;
  /** Rejects when no worker can be started. */
  start(listener: CheckWorkerListener): Promise<CheckWorker>;
}

/** No worker started. The work can still run elsewhere, since no data were transferred. */
export class WorkerNotStartedError extends Error {
  override readonly name = 'WorkerNotStartedError';
}

/** The worker ended while it worked. */
export class WorkerCrashedError extends Error {
  override readonly name = 'WorkerCrashedError';
}

/** Milliseconds within which a worker must be ready. */
export const READY_LIMIT = 30_000;

export interface CheckInWorkerOptions {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: CheckProgress) => void;
}

/** Runs one check in a new worker; see `runInWorker`. */
export function checkInWorker(
  workers: CheckWorkers,
  request: () => Promise<CheckRequestMessage>,
  options: CheckInWorkerOptions,
): Promise<Report> {
  return runInWorker(workers, request, options, (message) =>
    message.type === 'finished' ? message.report : undefined,
  );
}

/**
 * Runs one request in a new worker. A cancel ends the worker at once.
 * @param request makes the request when the worker is ready; the buffers of its bytes are transferred
 * @param resultOf returns the result in a message; undefined for a message without this result
 * @throws the error of the work or of `request`, the signal's reason when cancelled, WorkerNotStartedError,
 *   WorkerCrashedError
 */
export function runInWorker<Result>(
  workers: CheckWorkers,
  request: () => Promise<WorkerRequestMessage>,
  { signal, onProgress }: CheckInWorkerOptions,
  resultOf: (message: FromCheckWorker) => Result | undefined,
): Promise<Result> {
  return new Promise((resolve, reject) => {
    let worker: CheckWorker | undefined;
    let isReady = false;
    let isOver = false;
    let waiting: ReturnType<typeof setTimeout> | undefined;
    const end = () => {
      isOver = true;
      clearTimeout(waiting);
      signal.removeEventListener('abort', cancel);
      worker?.end();
    };
    const fail = (reason: unknown) => {
      end();
      reject(reason);
    };
    const cancel = () => fail(signal.reason);
    const failure = (reason: string) =>
      fail(
        isReady
          ? new WorkerCrashedError(`The work ended unexpectedly (${reason}). Run it again.`)
          : new WorkerNotStartedError(reason),
      );
    const hand = (message: WorkerRequestMessage) => {
      if (!isOver) {
        worker?.post(message, buffersOf(message));
      }
    };
    const receive = (message: FromCheckWorker) => {
      switch (message.type) {
        case 'ready':
          isReady = true;
          clearTimeout(waiting);
          request().then(hand).catch(fail);
          return;
        case 'progress':
          onProgress(message.progress);
          return;
        case 'failed':
          fail(errorOf(message.failure));
          return;
        default: {
          const result = resultOf(message);
          if (result === undefined) {
            fail(new Error(`The worker answered another question ("${message.type}").`));
            return;
          }
          end();
          resolve(result);
        }
      }
    };
    const message = (received: unknown) => {
      if (isOver) {
        return;
      }
      const parsed = v.safeParse(fromCheckWorkerSchema, received);
      if (parsed.success) {
        receive(parsed.output);
      } else {
        fail(new v.ValiError(parsed.issues));
      }
    };
    if (signal.aborted) {
      reject(signal.reason);
      return;
    }
    signal.addEventListener('abort', cancel);
    waiting = setTimeout(() => failure(`it did not answer within ${READY_LIMIT / 1000} s`), READY_LIMIT);
    workers.start({ message, failure }).then(
      (started) => {
        worker = started;
        if (isOver) {
          started.end();
        }
      },
      (error: unknown) => failure(error instanceof Error ? error.message : String(error)),
    );
  });
}

/** Buffers that can be transferred instead of copied: those that hold only the bytes sent. */
function buffersOf(request: WorkerRequestMessage): ArrayBuffer[] {
  const files = request.type === 'check' ? request.files : [request.file];
  return files.flatMap(({ content }) => {
    if (!('bytes' in content)) {
      return [];
    }
    const { buffer, byteLength } = content.bytes;
    return buffer instanceof ArrayBuffer && buffer.byteLength === byteLength ? [buffer] : [];
  });
}
