import { TensorFileError } from '../tensor/tensor-file';
import { JobOrder } from './job-order';
import type { Job, JobData } from './jobs';
import type { Failure, FromWorker, Setup, ToWorker } from './messages';
import type { JobRecord, WorkerResult } from './run';
import { UnsuitedData } from './unsuited-data';

/** A worker of either host. */
export interface KernelWorker {
  post(message: ToWorker, transfer?: readonly ArrayBuffer[]): void;
  /** Stops the worker at once. */
  end(): void;
}

export interface WorkerListener {
  message(message: FromWorker): void;
  failure(error: Error): void;
}

export type StartWorker = (listener: WorkerListener) => KernelWorker;

/** The workers of a host. */
export interface KernelWorkers {
  /** Number of workers. */
  readonly count: number;
  /** True if workers can open files of the local disk. */
  readonly opensFiles: boolean;
  readonly start: StartWorker;
  /** One of the workers may be this thread, which would otherwise only wait. */
  readonly startHere?: StartWorker;
}

/** Jobs queued at each worker, so that it never waits for a message. */
const JOBS_AHEAD = 3;

interface Member {
  readonly worker: KernelWorker;
  jobs: number;
}

/** Callbacks for the messages of workers. */
export interface PassListener {
  /** A job is done. */
  readonly onJob: (job: Job) => void;
  /** Receives the results of the jobs, in the order of the jobs. */
  readonly take: (record: JobRecord) => void;
}

/** Workers of one pass over the data. */
export class WorkerPool {
  private readonly members: Member[];
  private readonly order: JobOrder<JobRecord>;
  private readonly results: (WorkerResult | null)[] = [];
  /** The error that ended the pass early: a failure of a worker, or the signal's reason. */
  private stopped: { readonly reason: unknown } | undefined;
  private waiting: { resolve(): void; reject(reason: unknown): void } | undefined;

  /** @param signal ends the pass at once */
  constructor(
    { start, startHere = start }: Pick<KernelWorkers, 'start' | 'startHere'>,
    workers: number,
    setup: Setup,
    private readonly listener: PassListener,
    private readonly signal?: AbortSignal,
  ) {
    signal?.throwIfAborted();
    this.order = new JobOrder(listener.take);
    this.members = Array.from({ length: workers }, (_, at) => this.startMember(at === 0 ? startHere : start));
    // In reverse order: the first worker may be this thread, whose setup blocks, and the others set up meanwhile.
    for (const { worker } of this.members.toReversed()) {
      worker.post(setup);
    }
    signal?.addEventListener('abort', this.abort);
  }

  /**
   * Gives a job to the worker with the fewest jobs, and returns when another job can be queued.
   * @throws the failure of a worker, or the signal's reason
   */
  async add(job: Job, data: JobData | null): Promise<void> {
    const member = this.members.reduce((least, one) => (one.jobs < least.jobs ? one : least));
    member.jobs++;
    member.worker.post({ type: 'job', job, data }, data ?? []);
    await this.until(() => this.members.some(({ jobs }) => jobs < JOBS_AHEAD));
  }

  /** Waits for all jobs, and returns the results of the workers. */
  async finish(): Promise<WorkerResult[]> {
    for (const { worker } of this.members) {
      worker.post({ type: 'finish' });
    }
    await this.until(() => this.results.length === this.members.length);
    return this.results.filter((result) => result !== null);
  }

  end(): void {
    this.signal?.removeEventListener('abort', this.abort);
    for (const { worker } of this.members) {
      worker.end();
    }
  }

  private startMember(start: StartWorker): Member {
    const member: Member = {
      jobs: 0,
      worker: start({
        message: (message) => this.receive(member, message),
        failure: (error) => this.stop(error),
      }),
    };
    return member;
  }

  private receive(member: Member, message: FromWorker): void {
    try {
      this.handle(member, message);
    } catch (error) {
      // An error of a listener. Thrown from a message handler, it would end the process.
      this.stop(error);
    }
    this.waiting?.resolve();
  }

  private handle(member: Member, message: FromWorker): void {
    switch (message.type) {
      case 'job':
        member.jobs--;
        this.order.add(message.job.number, message.record);
        this.listener.onJob(message.job);
        break;
      case 'result':
        this.results.push(message.result);
        break;
      case 'failure':
        this.stop(errorOf(message.failure));
    }
  }

  private readonly abort = () => this.stop(this.signal?.reason);

  private stop(reason: unknown): void {
    this.stopped ??= { reason };
    this.end();
    this.waiting?.reject(reason);
  }

  private async until(condition: () => boolean): Promise<void> {
    while (this.stopped !== undefined || !condition()) {
      if (this.stopped !== undefined) {
        throw this.stopped.reason;
      }
      await new Promise<void>((resolve, reject) => {
        this.waiting = { resolve, reject };
      });
    }
  }
}

function errorOf({ message, tensorFile, isUnsuited }: Failure): Error {
  if (isUnsuited) {
    return new UnsuitedData(message);
  }
  return tensorFile === undefined
    ? new Error(message)
    : new TensorFileError(tensorFile.file, tensorFile.found, tensorFile.where);
}
