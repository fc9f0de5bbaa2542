import { batches } from '../check/input/batches';
import { Pauses } from '../check/pauses';
import type { GatherTask } from '../check/statistics/engine';
import { JobFold } from './job-fold';
import { type Gathered, rowsPerJob, rowsPerPiece } from './jobs';
import type { KernelRun } from './kernel-run';
import { taskOnValues } from './kernel-task';
import { bytesOf, type Part, partsOf } from './pieces';
import type { KernelSlot } from './slots';
import { startKernel } from './start-kernel';

/** Gathers in this thread, which is quickest if starting workers would take longer than the work. */
export async function gatherHere(module: WebAssembly.Module, task: GatherTask): Promise<Gathered> {
  const { sources, layout, signal, onRows } = task;
  const { channels } = layout;
  const run = startKernel(module, taskOnValues(task), rowsPerPiece(channels));
  const fold = new JobFold(channels);
  const pauses = new Pauses();
  for await (const batch of batches(sources, layout, signal)) {
    await pauses.whenDue();
    signal?.throwIfAborted();
    for (const part of partsOf(batch, layout)) {
      const done = part.firstRow + part.rows;
      const isJobDone = done % rowsPerJob(channels) === 0 || done === layout.rows;
      const rows = fill(run, part);
      if (isJobDone || rows === run.mostRows) {
        run.add(slotOf(run), done - rows, rows);
      }
      if (isJobDone) {
        fold.add(run.endJob());
      }
    }
    onRows(batch.firstRow + batch.rows);
  }
  return { harvests: [run.harvest()], ...fold.gathered() };
}

/** Copies a part into the slot and returns the number of rows of its piece that are in the slot now. */
function fill(run: KernelRun, { before, rows, values }: Part): number {
  const { columns } = slotOf(run);
  const end = before + rows;
  for (const [at, one] of values.entries()) {
    const bytes = columns[at]?.bytes(end);
    bytes?.subarray((bytes.byteLength / end) * before).set(bytesOf(one));
  }
  return end;
}

function slotOf({ slots }: KernelRun): KernelSlot {
  const [slot] = slots;
  if (slot === undefined) {
    throw new RangeError('A run has a slot.');
  }
  return slot;
}
