import type { ArraySource } from '../check/input/batches';
import type { GatherTask } from '../check/statistics/engine';
import { type FileRange, fileRangeOf } from './inputs/file-range';
import type { Job, JobWithData } from './jobs';
import type { JobRecord, WorkerResult } from './run';
import type { Work } from './work';
import { type KernelWorkers, WorkerPool } from './worker-pool';

/** A pass over the data, shared by workers. */
export interface SharedPass {
  readonly work: Work;
  readonly sources: readonly ArraySource[];
  /** Place of each source for the workers; null if the data come with the jobs. */
  readonly ranges: readonly FileRange[] | null;
  readonly jobs: Iterable<JobWithData> | AsyncIterable<JobWithData>;
  /** The number of those jobs. */
  readonly jobCount: number;
  /** Receives the results of the jobs, in the order of the jobs. */
  readonly take: (record: JobRecord) => void;
}

/**
 * Lets workers do all jobs, and returns the results of each worker.
 * @throws the errors of reading, and the signal's reason when cancelled
 */
export async function shareJobs(
  { work, sources, ranges, jobs, jobCount, take }: SharedPass,
  { onRows, signal }: Pick<GatherTask, 'onRows' | 'signal'>,
  workers: KernelWorkers,
): Promise<WorkerResult[]> {
  let done = 0;
  const onJob = ({ rows }: Job) => {
    done += rows;
    onRows(done);
  };
  const setup = { type: 'setup', work, ranges } as const;
  const pool = new WorkerPool(workers, Math.min(workers.count, jobCount), setup, { onJob, take }, signal);
  try {
    for await (const { job, data } of jobs) {
      await pool.add(job, data);
    }
    const results = await pool.finish();
    if (ranges !== null) {
      await assertUnchanged(sources);
    }
    return results;
  } finally {
    pool.end();
  }
}

/** Place of each source for the workers; null if they cannot read it: no local file, compressed, or rows not contiguous. */
export function rangesOf(
  sources: readonly ArraySource[],
  { inner }: GatherTask['layout'],
): readonly FileRange[] | null {
  if (inner !== 1) {
    return null;
  }
  const ranges = sources.map(fileRangeOf);
  return ranges.every((range) => range !== null) ? ranges : null;
}

/** Reads a value of each file, which throws if the file has changed since it was opened. */
async function assertUnchanged(sources: readonly ArraySource[]): Promise<void> {
  for (const { file, array } of sources) {
    await file.box(
      array,
      array.shape.map(() => ({ start: 0, count: 1 })),
    );
  }
}
