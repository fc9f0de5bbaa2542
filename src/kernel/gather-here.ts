import { batches } from '../check/batches';
import type { GatherTask } from '../check/engine';
import { Pauses } from '../check/pauses';
import { JobFold } from './job-fold';
import { type Gathered, rowsPerJob } from './jobs';
import { type KernelRun, startRun } from './kernel-run';
import { type TemperatureRange, taskOnValues } from './kernel-task';
import { bytesOf, copyFloats, type Piece, piecesOf, rowsPerPiece } from './pieces';

/** Gathers in this thread: quickest where starting workers would take longer than the work. */
export async function gatherHere(
  module: WebAssembly.Module,
  task: GatherTask,
  temperatures: TemperatureRange,
): Promise<Gathered> {
  const { sources, layout, signal, onRows } = task;
  const { channels } = layout;
  const run = startRun(module, taskOnValues(task, temperatures), rowsPerPiece(channels));
  const fold = new JobFold(channels);
  const pauses = new Pauses();
  for await (const batch of batches(sources, layout, signal)) {
    await pauses.whenDue();
    signal?.throwIfAborted();
    for (const piece of piecesOf(batch, channels)) {
      addPiece(run, piece);
      const done = piece.firstRow + piece.rows;
      const isJobDone = done % rowsPerJob(channels) === 0 || done === layout.rows;
      if (isJobDone) fold.add(Math.ceil(done / rowsPerJob(channels)) - 1, run.endJob());
    }
    onRows(batch.firstRow + batch.rows);
  }
  return { harvests: [run.harvest()], exceptions: fold.exceptions, sums: fold.sums() };
}

function addPiece(run: KernelRun, { firstRow, rows, logits, targets }: Piece): void {
  const [slot] = run.slots;
  if (slot === undefined) return;
  copyFloats(logits, slot.logits.bytes(rows));
  slot.targets.bytes(rows).set(bytesOf(targets));
  run.add(slot, firstRow, rows);
}
