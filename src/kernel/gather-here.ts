import { batches } from '../check/batches';
import type { GatherTask } from '../check/engine';
import { Pauses } from '../check/pauses';
import type { ExceptionRecord } from './exceptions';
import { type Gathered, rowsPerJob } from './jobs';
import { taskOnValues } from './kernel-task';
import { bytesOf, type Piece, piecesOf, rowsPerPiece } from './pieces';
import { SigmoidRun } from './sigmoid-run';

/** Gathers in this thread: quickest where starting workers would take longer than the work. */
export async function gatherHere(module: WebAssembly.Module, task: GatherTask): Promise<Gathered> {
  const { sources, layout, signal, onRows } = task;
  const run = new SigmoidRun(module, taskOnValues(task), rowsPerPiece(layout.channels));
  const pauses = new Pauses();
  const jobs: ExceptionRecord[] = [];
  for await (const batch of batches(sources, layout, signal)) {
    await pauses.whenDue();
    signal?.throwIfAborted();
    for (const piece of piecesOf(batch, layout.channels)) {
      addPiece(run, piece);
      const done = piece.firstRow + piece.rows;
      if (done % rowsPerJob(layout.channels) === 0 || done === layout.rows) jobs.push(run.endJob());
    }
    onRows(batch.firstRow + batch.rows);
  }
  return { harvests: [run.harvest()], jobs };
}

function addPiece(run: SigmoidRun, { firstRow, rows, logits, targets }: Piece): void {
  const [slot] = run.slots;
  if (slot === undefined) return;
  slot.logits.bytes(logits.length).set(bytesOf(logits));
  slot.targets.bytes(targets.length).set(bytesOf(targets));
  run.add(slot, firstRow, rows);
}
