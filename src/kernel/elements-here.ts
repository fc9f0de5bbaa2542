import { batches, valuesOf } from '../check/input/batches';
import { Pauses } from '../check/pauses';
import type { GatherTask } from '../check/statistics/engine';
import { Statistics } from '../check/statistics/statistics';
import { ElementRun } from './element-run';
import { decodedType } from './file-range';
import { bytesOf } from './pieces';
import { referenceTask } from './reference-task';

/**
 * Adds the elements of a sigmoid in this thread.
 * @throws what reading throws, and the signal's reason when cancelled
 */
export async function elementsHere(module: WebAssembly.Module, task: GatherTask): Promise<Statistics> {
  const { sources, layout, interpretation, parameters, signal, onRows } = task;
  const run = new ElementRun(module, referenceTask(task, decodedType));
  const [slot] = run.slots;
  if (slot === undefined) {
    throw new RangeError('A run has a slot.');
  }
  const statistics = new Statistics(layout, interpretation, parameters);
  const pauses = new Pauses();
  for await (const batch of batches(sources, layout, signal)) {
    const values = valuesOf(batch).map(bytesOf);
    for (let first = 0; first < batch.rows; first += run.mostRows) {
      await pauses.whenDue();
      signal?.throwIfAborted();
      const rows = Math.min(run.mostRows, batch.rows - first);
      for (const [at, column] of slot.columns.entries()) {
        const bytes = values[at] ?? new Uint8Array();
        const rowBytes = bytes.byteLength / batch.rows;
        column.bytes(rows).set(bytes.subarray(first * rowBytes, (first + rows) * rowBytes));
      }
      run.add(slot, batch.firstRow + first, rows);
    }
    statistics.merge(run.endJob().statistics);
    onRows(batch.firstRow + batch.rows);
  }
  return statistics;
}
