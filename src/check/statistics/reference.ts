import { batches, MOST_CHANNELS_IN_PARTS } from '../input/batches';
import { Pauses } from '../pauses';
import { Accumulation } from './accumulation';
import { checkedDataOf, type GatherTask } from './engine';
import { mergeStatistics, type StatisticId, type StatisticsPart } from './statistics';

/**
 * Gathers statistics in this thread, in float64. Each batch is summed separately, so that several threads give the same
 * bits, unless there are so many channels that only this thread sums them.
 * @param now milliseconds since any fixed moment
 * @throws the errors of reading, and the signal's reason when cancelled
 */
export async function gatherByReference(
  task: GatherTask,
  ids: readonly StatisticId[],
  now: () => number,
): Promise<StatisticsPart> {
  const { sources, layout, signal, onRows } = task;
  const data = checkedDataOf(task);
  const isInParts = layout.channels <= MOST_CHANNELS_IN_PARTS;
  const whole = new Accumulation(ids, data);
  let part = isInParts ? whole.part() : null;
  const pauses = new Pauses(now);
  for await (const batch of batches(sources, layout, signal)) {
    await pauses.whenDue();
    signal?.throwIfAborted();
    if (part === null) {
      whole.add(batch);
    } else {
      const ofBatch = new Accumulation(ids, data);
      ofBatch.add(batch);
      part = mergeStatistics(part, ofBatch.part());
    }
    onRows(batch.firstRow + batch.rows);
  }
  return part ?? whole.part();
}
