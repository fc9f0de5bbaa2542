import { batches } from '../check/batches';
import type { GatherTask } from '../check/engine';
import { type Gathered, type Job, jobsOf, rowsPerJob } from './jobs';
import {
  type FileRange,
  fileRangeOf,
  isReadAsItLies,
  type KernelTask,
  kernelSources,
  rowBytesOf,
  type TemperatureRange,
  taskOnFiles,
  taskOnValues,
} from './kernel-task';
import type { JobData } from './messages';
import { bytesOf, partsOf } from './pieces';
import { type KernelWorkers, WorkerPool } from './worker-pool';

/**
 * Gathers in workers. Where they can open the files, each reads the parts that it works on; otherwise the data are
 * read here and handed over.
 * @throws what reading throws, and the signal's reason when cancelled
 */
export async function gatherInWorkers(
  module: WebAssembly.Module,
  task: GatherTask,
  temperatures: TemperatureRange,
  workers: KernelWorkers,
): Promise<Gathered> {
  const { layout, signal, onRows } = task;
  const ranges = workers.opensFiles ? fileRangesOf(task) : null;
  const setup = {
    type: 'setup',
    module,
    task: ranges === null ? taskOnValues(task, temperatures) : taskOnFiles(task, temperatures),
    ranges,
  } as const;
  const jobs = Math.ceil(layout.rows / rowsPerJob(layout.channels));
  let done = 0;
  const onJob = ({ rows }: Job) => {
    done += rows;
    onRows(done);
  };
  const pool = new WorkerPool(workers, Math.min(workers.count, jobs), setup, onJob, signal);
  try {
    if (ranges === null) {
      for await (const { job, data } of jobsWithData(task, setup.task)) await pool.add(job, data);
    } else {
      for (const job of jobsOf(layout.rows, layout.channels)) await pool.add(job, null);
    }
    const gathered = await pool.finish();
    if (ranges !== null) await assertUnchanged(task);
    return gathered;
  } finally {
    pool.end();
  }
}

/** Null where workers cannot read by themselves: no local file, compressed, or rows that do not lie together. */
function fileRangesOf({ sources, layout }: GatherTask): FileRange[] | null {
  if (layout.inner !== 1 || !isReadAsItLies(sources.logits)) return null;
  const ranges = kernelSources(sources).map(fileRangeOf);
  return ranges.every((range) => range !== null) ? ranges : null;
}

/** The handles through which the files were opened notice when they have changed since. */
async function assertUnchanged({ sources }: GatherTask): Promise<void> {
  for (const { file, array } of kernelSources(sources)) {
    await file.box(
      array,
      array.shape.map(() => ({ start: 0, count: 1 })),
    );
  }
}

/** Jobs with copies of their elements, which the workers keep. */
async function* jobsWithData(
  task: GatherTask,
  types: KernelTask,
): AsyncGenerator<{ job: Job; data: JobData }> {
  const { sources, layout, signal } = task;
  const rowBytes = rowBytesOf(types);
  const jobs = jobsOf(layout.rows, layout.channels);
  let current: { readonly job: Job; readonly data: JobData } | undefined;
  for await (const batch of batches(sources, layout, signal)) {
    for (const { firstRow, rows, values } of partsOf(batch, layout)) {
      if (current === undefined) {
        const job = jobs.next().value;
        if (job === undefined) return;
        current = { job, data: rowBytes.map((bytes) => new ArrayBuffer(job.rows * bytes)) };
      }
      const { job, data } = current;
      const from = firstRow - job.firstRow;
      for (const [at, one] of values.entries()) {
        new Uint8Array(data[at] ?? new ArrayBuffer(0), from * (rowBytes[at] ?? 0)).set(bytesOf(one));
      }
      if (from + rows === job.rows) {
        yield current;
        current = undefined;
      }
    }
  }
}
