import { batches, columnsOf, rowsPerBatch, valuesOf } from '../check/input/batches';
import { Accumulation } from '../check/statistics/accumulation';
import type { GatherTask } from '../check/statistics/engine';
import { mergeStatistics, type StatisticId, type StatisticsPart } from '../check/statistics/statistics';
import { bytesOf } from './chunks';
import { decodedType, typeInFile } from './inputs/file-range';
import { type JobWithData, jobsOf } from './jobs';
import { referenceTask } from './reference-task';
import { rangesOf, shareJobs } from './share-jobs';
import type { KernelWorkers } from './worker-pool';

/**
 * Gathers statistics that the kernel has no way for, in workers by the reference. A job is a batch of the single-threaded
 * reference, so that the bits are the same.
 * @throws the errors of reading, and the signal's reason when cancelled
 */
export async function batchesInWorkers(
  task: GatherTask,
  ids: readonly StatisticId[],
  workers: KernelWorkers,
): Promise<StatisticsPart> {
  const { layout } = task;
  const sources = columnsOf(task.sources, layout).map(({ source }) => source);
  const ranges = workers.opensFiles ? rangesOf(sources, layout) : null;
  const inBatches = referenceTask(task, ids, ranges === null ? decodedType : typeInFile);
  let part = new Accumulation(ids, inBatches.data).part();
  await shareJobs(
    {
      work: { by: 'reference', task: inBatches },
      sources,
      ranges,
      jobs: ranges === null ? batchesAsJobs(task) : jobsOf(layout.rows, rowsPerBatch(layout)),
      jobCount: Math.ceil(layout.rows / rowsPerBatch(layout)),
      take(record) {
        if (!('statistics' in record)) {
          throw new RangeError('This is no record of a batch.');
        }
        part = mergeStatistics(part, record.statistics);
      },
    },
    task,
    workers,
  );
  return part;
}

/** Jobs with copies of their elements, which are transferred to the workers. */
async function* batchesAsJobs({ sources, layout, signal }: GatherTask): AsyncGenerator<JobWithData> {
  let number = 0;
  for await (const batch of batches(sources, layout, signal)) {
    const { firstRow, rows } = batch;
    yield {
      job: { number: number++, firstRow, rows },
      data: valuesOf(batch).map((values) => bytesOf(values).slice().buffer),
    };
  }
}
