import { Pauses } from '../check/pauses';
import { TensorFileError } from '../tensor/tensor-file';
import type { FileRange } from './inputs/file-range';
import type { Job, JobData } from './jobs';
import type { Failure, FromWorker, JobMessage, ToWorker } from './messages';
import type { InputBuffers, Run } from './run';
import { UnsuitedData } from './unsuited-data';
import { startRun } from './work';

/** Fills a set of buffers with rows of the data. */
export type ReadRows = (buffers: InputBuffers, firstRow: number, rows: number) => Promise<void>;

/** Open files of a check. */
export interface OpenRows {
  readonly read: ReadRows;
  close(): void;
}

/** Functions that the host of a worker supplies. */
export interface WorkerHost {
  post(message: FromWorker): void;
  /** Opens the files of a check; null if workers cannot open files. */
  readonly openRows: ((ranges: readonly FileRange[]) => OpenRows) | null;
}

/** Part of a job that fits into a set of buffers. */
interface Chunk {
  readonly firstRow: number;
  readonly rows: number;
  readonly read: ReadRows;
  /** Set on the last chunk of a job. */
  readonly ends: Job | null;
}

/** A worker's side of the messages: works on one job after the other while it reads the next chunk. */
export class WorkerService {
  private run: Run | undefined;
  private rows: OpenRows | null = null;
  private readonly chunks: Chunk[] = [];
  private isWorking = false;
  private isLast = false;
  private hasEnded = false;
  private readonly pauses = new Pauses();

  constructor(private readonly host: WorkerHost) {}

  receive(message: ToWorker): void {
    this.take(message).catch((error: unknown) => {
      this.host.post({ type: 'failure', failure: failureOf(error) });
    });
  }

  private async take(message: ToWorker): Promise<void> {
    if (message.type === 'setup') {
      this.run = startRun(message.work);
      if (message.ranges !== null) {
        this.rows = this.open(message.ranges);
      }
      return;
    }
    if (this.run === undefined) {
      throw new RangeError('A worker is set up before its first job.');
    }
    if (message.type === 'job') {
      this.chunks.push(...this.chunksOf(message, this.run.mostRows));
    } else {
      this.isLast = true;
    }
    if (!this.isWorking) {
      await this.work(this.run);
    }
  }

  /** No further chunk is read. The files are closed when the one that is being read is there. */
  end(): void {
    this.hasEnded = true;
    this.chunks.length = 0;
    if (!this.isWorking) {
      this.close();
    }
  }

  private open(ranges: readonly FileRange[]): OpenRows {
    if (this.host.openRows === null) {
      throw new RangeError('This worker cannot open files.');
    }
    return this.host.openRows(ranges);
  }

  private close(): void {
    this.rows?.close();
    this.rows = null;
  }

  private chunksOf({ job, data }: JobMessage, most: number): Chunk[] {
    const read = data === null ? (this.rows?.read ?? null) : readerOf(data, job, this.pauses);
    if (read === null) {
      throw new RangeError('A job came without data to a worker that cannot open files.');
    }
    const chunks: Chunk[] = [];
    const end = job.firstRow + job.rows;
    for (let firstRow = job.firstRow; firstRow < end; firstRow += most) {
      const rows = Math.min(most, end - firstRow);
      chunks.push({ firstRow, rows, read, ends: firstRow + rows === end ? job : null });
    }
    return chunks;
  }

  /** Until no chunk is left. The next chunk is read into one set of buffers while the other is worked on. */
  private async work(run: Run): Promise<void> {
    this.isWorking = true;
    try {
      await this.addChunks(run);
    } finally {
      this.isWorking = false;
      if (this.hasEnded) {
        this.close();
      }
    }
    if (this.isLast && !this.hasEnded) {
      this.host.post({ type: 'result', result: run.result() });
    }
  }

  private async addChunks(run: Run): Promise<void> {
    let ahead: {
      readonly chunk: Chunk;
      readonly buffers: InputBuffers;
      readonly isRead: Promise<void>;
    } | null = null;
    try {
      for (let turn = 0; ; turn++) {
        const current = ahead ?? this.startReading(run, turn);
        if (current === null) {
          return;
        }
        await current.isRead;
        if (this.hasEnded) {
          return;
        }
        ahead = this.startReading(run, turn + 1);
        run.add(current.buffers, current.chunk.firstRow, current.chunk.rows);
        const { ends } = current.chunk;
        if (ends !== null) {
          this.host.post({ type: 'job', job: ends, record: run.endJob() });
        }
      }
    } finally {
      // After a failure the read in progress is not needed, but its file must stay open until it ends.
      await Promise.allSettled([ahead?.isRead]);
    }
  }

  private startReading(run: Run, turn: number) {
    const buffers = run.bufferSets[turn % run.bufferSets.length];
    const chunk = this.chunks.shift();
    if (chunk === undefined || buffers === undefined) {
      return null;
    }
    return { chunk, buffers, isRead: chunk.read(buffers, chunk.firstRow, chunk.rows) };
  }
}

/** Reads from the bytes that came with a job. Unlike reading a file, it gives the thread no time to receive a cancel. */
function readerOf(data: JobData, job: Job, pauses: Pauses): ReadRows {
  return async (buffers, firstRow, rows) => {
    await pauses.whenDue();
    for (const [at, column] of buffers.columns.entries()) {
      const from = data[at] ?? new ArrayBuffer(0);
      const to = column.bytes(rows);
      const start = (firstRow - job.firstRow) * (from.byteLength / job.rows);
      to.set(new Uint8Array(from, start, to.length));
    }
  };
}

function failureOf(error: unknown): Failure {
  if (error instanceof TensorFileError) {
    const { message, file, found, where } = error;
    return { message, tensorFile: { file, found, where } };
  }
  if (error instanceof UnsuitedData) {
    return { message: error.message, isUnsuited: true };
  }
  return { message: error instanceof Error ? (error.stack ?? error.message) : String(error) };
}
