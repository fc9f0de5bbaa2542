import type { ArraySource } from '../check/input/batches';
import type { GatherTask } from '../check/statistics/engine';
import { type FileRange, fileRangeOf } from './file-range';
import type { Job, JobWithData } from './jobs';
import type { Harvest, JobRecord } from './run';
import type { Work } from './work';
import { type KernelWorkers, WorkerPool } from './worker-pool';

/** A pass over the data that workers share. */
export interface SharedPass {
  readonly work: Work;
  readonly sources: readonly ArraySource[];
  /** Where workers read each of the sources; null where the data come with the jobs. */
  readonly ranges: readonly FileRange[] | null;
  readonly jobs: Iterable<JobWithData> | AsyncIterable<JobWithData>;
  /** How many those are. */
  readonly jobCount: number;
  /** Given what the jobs gave, in the order of the jobs. */
  readonly take: (record: JobRecord) => void;
}

/**
 * Has workers do all jobs, and returns what they hold after them.
 * @throws the errors of reading, and the signal's reason when cancelled
 */
export async function shareJobs(
  { work, sources, ranges, jobs, jobCount, take }: SharedPass,
  { onRows, signal }: Pick<GatherTask, 'onRows' | 'signal'>,
  workers: KernelWorkers,
): Promise<Harvest[]> {
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
    const harvests = await pool.finish();
    if (ranges !== null) {
      await assertUnchanged(sources);
    }
    return harvests;
  } finally {
    pool.end();
  }
}

/** Where workers read each of the sources; null where they cannot by themselves: no local file, compressed, or rows that do not lie together. */
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

/** The handles through which the files were opened notice when they have changed since. */
async function assertUnchanged(sources: readonly ArraySource[]): Promise<void> {
  for (const { file, array } of sources) {
    await file.box(
      array,
      array.shape.map(() => ({ start: 0, count: 1 })),
    );
  }
}
