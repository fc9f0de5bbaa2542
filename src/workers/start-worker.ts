import type { WorkerEnd } from '../messages/facts';

/** A running worker of either host. */
export interface RunningWorker {
  post(message: unknown, transfer: readonly ArrayBuffer[]): void;
  /** Stops the worker at once. */
  end(): void;
}

export interface WorkerListener {
  message(message: unknown): void;
  /** The worker has ended. */
  failure(end: WorkerEnd): void;
}

/** Workers that run one script, as a host has them: start-worker.node.ts and start-worker.web.ts. */
export interface Workers {
  /** True if workers can open files of the local disk. */
  readonly openFiles: boolean;
  /** Rejects when no worker can be started. */
  start(listener: WorkerListener): Promise<RunningWorker>;
}
