import * as v from 'valibot';
import type { CheckProgress } from '../check/check';
import { errorText } from '../format/error-text';
import type { WorkerEnd } from '../messages/facts';
import { ProblemError } from '../messages/problem-error';
import { Asker } from '../protocol/requests';
import type { RandomAccessFile } from '../tensor/reading/random-access-file';
import { FAILURES } from './failure';
import { type FileContent, type FromWorker, fromWorkerSchema, type Job, type WorkerJob } from './jobs';
import type { RunningWorker, Workers } from './start-worker';

/** No worker started. The work can still run elsewhere, since no data were transferred. */
export class WorkerNotStartedError extends ProblemError {
  override readonly name = 'WorkerNotStartedError';

  constructor(end: WorkerEnd) {
    super({ id: 'worker-not-started', facts: { end } });
  }
}

/** The worker ended while it worked. */
export class WorkerCrashedError extends ProblemError {
  override readonly name = 'WorkerCrashedError';

  constructor(end: WorkerEnd) {
    super({ id: 'worker-crashed', facts: { end } });
  }
}

/** Milliseconds within which a worker must be ready. */
export const READY_LIMIT = 30_000;

/** Functions that the caller of a job supplies. */
export interface JobHost {
  readonly workers: Workers;
  /**
   * The file for a worker: its path if the worker can open it, else its bytes.
   * @throws TensorFileError when the bytes are needed and cannot be read
   */
  contentOf(uri: string): Promise<FileContent>;
  /**
   * Opens a file for this thread.
   * @throws TensorFileError
   */
  open(uri: string): Promise<RandomAccessFile>;
  /** Called when a job runs in this thread. */
  warn(reason: WorkerNotStartedError): void;
}

export interface JobRun {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: CheckProgress) => void;
}

/**
 * Runs a job in a worker, so that this thread stays free. Without workers it runs in this thread.
 * @throws what the job throws, WorkerCrashedError, and the signal's reason when cancelled
 */
export async function runJob<Input, Result>(
  host: JobHost,
  job: Job<Input, Result>,
  input: Input,
  run: JobRun,
): Promise<Result> {
  try {
    return await runInWorker(host, job, input, run);
  } catch (error) {
    if (!(error instanceof WorkerNotStartedError)) {
      throw error;
    }
    host.warn(error);
    return job.service.run({ open: (uri) => host.open(uri), ...run }, input);
  }
}

/**
 * Runs a job in a new worker. A cancel ends the worker at once.
 * @throws what the job and `contentOf` throw, the signal's reason when cancelled, WorkerNotStartedError and
 *   WorkerCrashedError
 */
export function runInWorker<Input, Result>(
  { workers, contentOf }: Pick<JobHost, 'workers' | 'contentOf'>,
  { question, filesOf }: WorkerJob<Input, Result>,
  input: Input,
  { signal, onProgress }: JobRun,
): Promise<Result> {
  return new Promise((resolve, reject) => {
    let worker: RunningWorker | undefined;
    let isReady = false;
    let isOver = false;
    let waiting: ReturnType<typeof setTimeout> | undefined;
    const asker = new Asker((message, transfer) => worker?.post(message, transfer), FAILURES);
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
    const failure = (workerEnd: WorkerEnd) =>
      fail(isReady ? new WorkerCrashedError(workerEnd) : new WorkerNotStartedError(workerEnd));
    const ask = async () => {
      const files = await Promise.all(filesOf(input).map((uri) => contentOf(uri)));
      if (!isOver) {
        const result = await asker.ask(question, { input, files }, { transfer: files.flatMap(buffersOf) });
        end();
        resolve(result);
      }
    };
    const receive = (message: FromWorker) => {
      switch (message.type) {
        case 'ready':
          isReady = true;
          clearTimeout(waiting);
          ask().catch(fail);
          return;
        case 'progress':
          onProgress(message.progress);
          return;
        default:
          asker.receive(message);
      }
    };
    const message = (received: unknown) => {
      if (isOver) {
        return;
      }
      const parsed = v.safeParse(fromWorkerSchema, received);
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
    waiting = setTimeout(() => failure({ kind: 'silent', seconds: READY_LIMIT / 1000 }), READY_LIMIT);
    workers.start({ message, failure }).then(
      (started) => {
        worker = started;
        if (isOver) {
          started.end();
        }
      },
      (error: unknown) => failure({ kind: 'error', reason: errorText(error) }),
    );
  });
}

/** Buffers that can be transferred instead of copied: those that hold only the bytes sent. */
function buffersOf({ content }: FileContent): ArrayBuffer[] {
  if (!('bytes' in content)) {
    return [];
  }
  const { buffer, byteLength } = content.bytes;
  return buffer instanceof ArrayBuffer && buffer.byteLength === byteLength ? [buffer] : [];
}
