import { batches } from '../check/input/batches';
import { Pauses } from '../check/pauses';
import type { GatherTask } from '../check/statistics/engine';
import { bytesOf, type Part, partsOf } from './chunks';
import { decodedType } from './inputs/file-range';
import type { KernelBuffers } from './inputs/input-buffers';
import { JobSums } from './job-sums';
import { type Gathered, rowsPerChunk, rowsPerJob } from './jobs';
import type { KernelRun } from './kernel-run';
import { kernelTask } from './kernel-task';
import { startKernel } from './start-kernel';

/** Gathers in this thread, which is quickest if starting workers would take longer than the work. */
export async function gatherHere(module: WebAssembly.Module, task: GatherTask): Promise<Gathered> {
  const { sources, layout, signal, onRows } = task;
  const { channels } = layout;
  const run = startKernel(module, kernelTask(task, decodedType), rowsPerChunk(channels));
  const jobSums = new JobSums(task);
  const pauses = new Pauses();
  for await (const batch of batches(sources, layout, signal)) {
    await pauses.whenDue();
    signal?.throwIfAborted();
    for (const part of partsOf(batch, layout)) {
      const done = part.firstRow + part.rows;
      const isJobDone = done % rowsPerJob(channels) === 0 || done === layout.rows;
      const rows = fill(run, part);
      if (isJobDone || rows === run.mostRows) {
        run.add(buffersOf(run), done - rows, rows);
      }
      if (isJobDone) {
        jobSums.add(run.endJob());
      }
    }
    onRows(batch.firstRow + batch.rows);
  }
  return { results: [run.result()], ...jobSums.gathered() };
}

/** Copies a part into the buffers, and returns how many rows of its chunk are there now. */
function fill(run: KernelRun, { before, rows, values }: Part): number {
  const { columns } = buffersOf(run);
  const end = before + rows;
  for (const [at, one] of values.entries()) {
    const bytes = columns[at]?.bytes(end);
    bytes?.subarray((bytes.byteLength / end) * before).set(bytesOf(one));
  }
  return end;
}

function buffersOf({ bufferSets }: KernelRun): KernelBuffers {
  const [buffers] = bufferSets;
  if (buffers === undefined) {
    throw new RangeError('A run has a set of buffers.');
  }
  return buffers;
}
