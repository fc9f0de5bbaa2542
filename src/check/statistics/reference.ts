import { batches } from '../input/batches';
import { Pauses } from '../pauses';
import type { GatherTask } from './engine';
import { Statistics } from './statistics';

/**
 * Gathers the statistics in this thread, in float64. Each batch is summed separately, so that several threads give the same
 * bits.
 * @param now milliseconds since any fixed moment
 * @throws the errors of reading, and the signal's reason when cancelled
 */
export async function gatherByReference(task: GatherTask, now: () => number): Promise<Statistics> {
  const { sources, layout, interpretation, parameters, signal, onRows } = task;
  const statistics = new Statistics(layout, interpretation, parameters);
  const pauses = new Pauses(now);
  for await (const batch of batches(sources, layout, signal)) {
    await pauses.whenDue();
    signal?.throwIfAborted();
    const ofBatch = new Statistics(layout, interpretation, parameters);
    ofBatch.add(batch);
    statistics.merge(ofBatch);
    onRows(batch.firstRow + batch.rows);
  }
  return statistics;
}
