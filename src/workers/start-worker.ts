/** A running worker, whichever host runs it. */
export interface RunningWorker {
  post(message: unknown, transfer: readonly ArrayBuffer[]): void;
  /** Stops it at once, whatever it does. */
  end(): void;
}

export interface WorkerListener {
  message(message: unknown): void;
  /** The worker is no more. */
  failure(reason: string): void;
}

/** Workers that run one script, as a host has them: start-worker.node.ts and start-worker.web.ts. */
export interface Workers {
  /** Whether they can open files of the local disk. */
  readonly openFiles: boolean;
  /** Rejects when there is no worker to be had. */
  start(listener: WorkerListener): Promise<RunningWorker>;
}
