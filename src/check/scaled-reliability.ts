import { batches } from './batches';
import { temperatureOf } from './derive/calibration';
import type { GatherTask } from './engine';
import type { StatisticsRecord } from './report';
import { logitsOfRows } from './statistics/input-logits';
import { reliabilityRecord } from './statistics/record';
import { Reliability } from './statistics/reliability';
import { SigmoidTerms } from './statistics/sigmoid-terms';
import { SoftmaxTerms } from './statistics/softmax-terms';
import { TemperatureGrid } from './statistics/temperature-grid';

/** So many logits are gone through a second time in a fraction of a second. */
const MOST_VALUES = 1_000_000;

type Task = Pick<GatherTask, 'sources' | 'layout' | 'interpretation' | 'parameters' | 'signal'>;

/**
 * The record with the reliability at the fitted temperature counted from the data, which takes a second pass; without
 * it where there is no such temperature or where there are more than a million logits.
 */
export async function withScaledReliability(record: StatisticsRecord, task: Task): Promise<StatisticsRecord> {
  const isTooLong = task.layout.rows * task.layout.channels > MOST_VALUES;
  if (isTooLong || task.interpretation.targets === 'soft') return record;
  const fitted = temperatureOf(record, task.interpretation);
  if ('reason' in fitted) return record;
  const { temperature } = fitted;
  const reliability = await reliabilityAt(temperature, task);
  return { ...record, scaledReliability: { temperature, ...reliabilityRecord(reliability) } };
}

async function reliabilityAt(
  temperature: number,
  { sources, layout, interpretation, parameters, signal }: Task,
): Promise<Reliability> {
  const { link } = interpretation;
  const fromLogits = { ...interpretation, input: 'logits' } as const;
  const terms =
    link === 'sigmoid'
      ? new SigmoidTerms(layout, fromLogits, parameters)
      : new SoftmaxTerms(layout, fromLogits, parameters, new TemperatureGrid());
  const reliability = new Reliability();
  for await (const batch of batches(sources, layout, signal)) {
    signal?.throwIfAborted();
    const logits = logitsOfRows(batch.logits, layout, interpretation).map((logit) => logit / temperature);
    terms.fill({ ...batch, logits }, (block) => reliability.add(block));
  }
  return reliability;
}
