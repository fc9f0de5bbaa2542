import { MOST_CHANNELS_IN_PARTS } from '../input/batches';
import { checkedDataOf, type GatherTask, type StatisticsEngine } from './engine';
import { gatherByReference } from './reference';
import { completed, gatheredStatistics, type StatisticsRecord } from './statistics';

/**
 * Gathers all statistics: those that the engine has a way for, and the others in a pass of the reference.
 * @param now milliseconds since any fixed moment
 * @throws the errors of reading, and the signal's reason when cancelled
 */
export async function gatherStatistics(
  task: GatherTask,
  engine: StatisticsEngine | undefined,
  now: () => number,
): Promise<StatisticsRecord> {
  // Each part that an engine gathers by itself would have an entry for each class.
  const isInParts = task.layout.channels <= MOST_CHANNELS_IN_PARTS;
  const answered = isInParts ? ((await engine?.gather(task)) ?? {}) : {};
  const missing = gatheredStatistics(checkedDataOf(task)).filter((id) => answered[id] === undefined);
  const rest = missing.length === 0 ? {} : await gatherByReference(task, missing, now);
  return completed({ ...answered, ...rest });
}
