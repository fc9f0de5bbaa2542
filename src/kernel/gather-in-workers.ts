import { batches, columnsOf } from '../check/input/batches';
import type { GatherTask } from '../check/statistics/engine';
import { bytesOf, partsOf } from './chunks';
import { decodedType, typeInFile } from './inputs/file-range';
import { JobSums } from './job-sums';
import { type Gathered, type Job, type JobData, type JobWithData, jobsOf, rowsPerJob } from './jobs';
import { isReadAsItLies, kernelTask } from './kernel-task';
import { rangesOf, shareJobs } from './share-jobs';
import type { KernelWorkers } from './worker-pool';

/**
 * Gathers with the kernel in workers. If workers can open the files, each reads its own parts; otherwise the data are read
 * here and transferred.
 * @throws the errors of reading, and the signal's reason when cancelled
 */
export async function gatherInWorkers(
  module: WebAssembly.Module,
  task: GatherTask,
  workers: KernelWorkers,
): Promise<Gathered> {
  const { sources, layout } = task;
  const arrays = columnsOf(sources, layout).map(({ source }) => source);
  const canRead = workers.opensFiles && isReadAsItLies(sources.logits);
  const ranges = canRead ? rangesOf(arrays, layout) : null;
  const typeOf = ranges === null ? decodedType : typeInFile;
  const jobSums = new JobSums(task);
  const results = await shareJobs(
    {
      work: { by: 'kernel', module, task: kernelTask(task, typeOf) },
      sources: arrays,
      ranges,
      jobs: ranges === null ? jobsWithData(task) : jobsOf(layout.rows, rowsPerJob(layout.channels)),
      jobCount: Math.ceil(layout.rows / rowsPerJob(layout.channels)),
      take: (record) => jobSums.add(record),
    },
    task,
    workers,
  );
  return { results, ...jobSums.gathered() };
}

/** Jobs with copies of their elements, which are transferred to the workers. */
async function* jobsWithData({ sources, layout, signal }: GatherTask): AsyncGenerator<JobWithData> {
  const rowBytes = columnsOf(sources, layout).map(
    ({ source, perRow }) => perRow * decodedType(source).itemSize,
  );
  const jobs = jobsOf(layout.rows, rowsPerJob(layout.channels));
  let current: { readonly job: Job; readonly data: JobData } | undefined;
  for await (const batch of batches(sources, layout, signal)) {
    for (const { firstRow, rows, values } of partsOf(batch, layout)) {
      if (current === undefined) {
        const job = jobs.next().value?.job;
        if (job === undefined) {
          return;
        }
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
