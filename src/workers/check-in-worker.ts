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

/** A running worker, whichever host runs it. */
export interface CheckWorker {
  post(message: WorkerRequestMessage, transfer: readonly ArrayBuffer[]): void;
  /** Stops it at once, whatever it does. */
  end(): void;
}

export interface CheckWorkerListener {
  message(message: unknown): void;
  /** The worker is no more. */
  failure(reason: string): void;
}

/** Workers as a host has them: start-check-worker.node.ts and start-check-worker.web.ts. */
export interface CheckWorkers {
  /** Whether they can open files of the local disk. */
  readonly openFiles: boolean;
  /** Rejects when there is no worker to be had. */
  start(listener: CheckWorkerListener): Promise<CheckWorker>;
}

/** No worker came to life; the work can still be run elsewhere, since nothing was handed over. */
export class WorkerNotStartedError extends Error {
  override readonly name = 'WorkerNotStartedError';
}

/** The worker died while it worked. */
export class WorkerCrashedError extends Error {
  override readonly name = 'WorkerCrashedError';
}

/** A worker that has not come to life after so many milliseconds never will. */
export const READY_LIMIT = 30_000;

export interface CheckInWorkerOptions {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: CheckProgress) => void;
}

/** Runs one check in a worker of its own, as `runInWorker` does. */
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
 * Has a worker of its own do what is requested. A cancel ends the worker at once.
 * @param request asked for when the worker is ready; the buffers of its bytes are handed over
 * @param resultOf the result that a message brings; undefined when it brings another's
 * @throws what the work or `request` throws, the signal's reason when cancelled, WorkerNotStartedError and
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

/** Buffers that can be handed over instead of copied: those that hold nothing else than their bytes. */
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
