import { batches } from '../input/batches';
import { Pauses } from '../pauses';
import type { GatherTask } from './engine';
import { Statistics } from './statistics';

/**
 * Gathers the statistics in this thread, as float64 gives them. Each batch is summed by itself, so that the sums are the
 * same to the bit where batches are shared out to several threads.
 * @param now milliseconds since any fixed moment
 * @throws what reading the data throws, and the signal's reason when cancelled
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
