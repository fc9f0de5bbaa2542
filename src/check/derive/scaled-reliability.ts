import { sigmoid } from '../../loss/stable';
import { type Batch, batches } from '../input/batches';
import type { StatisticsRecord } from '../report/report';
import type { GatherTask } from '../statistics/engine';
import { logitsOfRows } from '../statistics/input-logits';
import { reliabilityRecord } from '../statistics/record';
import { Reliability } from '../statistics/reliability';
import { SigmoidElements } from '../statistics/sigmoid-elements';
import { SoftmaxTerms } from '../statistics/softmax-terms';
import type { FittedTemperature, NoTemperature } from './temperature';

/** So many logits are gone through a second time in a fraction of a second. */
const MOST_VALUES = 1_000_000;

type Task = Pick<GatherTask, 'sources' | 'layout' | 'interpretation' | 'parameters' | 'signal'>;

/**
 * The reliability at the fitted temperature counted from the data, which takes a second pass; null where there is no such
 * temperature or where there are more than a million logits.
 */
export async function scaledReliability(
  fitted: FittedTemperature | NoTemperature | null,
  task: Task,
): Promise<StatisticsRecord['scaledReliability']> {
  const isTooLong = task.layout.rows * task.layout.channels > MOST_VALUES;
  if (isTooLong || fitted === null || 'reason' in fitted) {
    return null;
  }
  const { temperature } = fitted;
  return { temperature, ...reliabilityRecord(await reliabilityAt(temperature, task)) };
}

async function reliabilityAt(temperature: number, task: Task): Promise<Reliability> {
  const { sources, layout, interpretation, signal } = task;
  const reliability = new Reliability();
  const add =
    interpretation.link === 'sigmoid'
      ? sigmoidOutcomes(temperature, task, reliability)
      : softmaxOutcomes(temperature, task, reliability);
  for await (const batch of batches(sources, layout, signal)) {
    signal?.throwIfAborted();
    add(batch);
  }
  return reliability;
}

function sigmoidOutcomes(
  temperature: number,
  { layout, interpretation }: Task,
  reliability: Reliability,
): (batch: Batch) => void {
  const elements = new SigmoidElements(layout, interpretation);
  return (batch) =>
    elements.fill(batch, ({ length, logit, target }) => {
      for (let at = 0; at < length; at++) {
        reliability.addOne(sigmoid((logit[at] ?? Number.NaN) / temperature), target[at] ?? 0, 1);
      }
    });
}

function softmaxOutcomes(
  temperature: number,
  { layout, interpretation, parameters }: Task,
  reliability: Reliability,
): (batch: Batch) => void {
  const fromLogits = { ...interpretation, input: 'logits' } as const;
  const terms = new SoftmaxTerms(layout, fromLogits, parameters, null);
  return (batch) => {
    const logits = logitsOfRows(batch.logits, layout, interpretation).map((logit) => logit / temperature);
    terms.fill({ ...batch, logits }, (block) => reliability.add(block));
  };
}
