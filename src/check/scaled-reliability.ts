import { type Batch, batches } from './batches';
import type { FittedTemperature, NoTemperature } from './derive/calibration';
import type { GatherTask } from './engine';
import type { StatisticsRecord } from './report';
import { elementWeight } from './statistics/element-weight';
import { logitOfValue, logitsOfRows } from './statistics/input-logits';
import { reliabilityRecord } from './statistics/record';
import { RELIABILITY_BINS, Reliability } from './statistics/reliability';
import { oneVersusRest } from './statistics/sigmoid-elements';
import { SoftmaxTerms } from './statistics/softmax-terms';

const INFINITE = Number.POSITIVE_INFINITY;

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
  if (isTooLong || fitted === null || 'reason' in fitted) return null;
  const { temperature } = fitted;
  return { temperature, ...reliabilityRecord(await reliabilityAt(temperature, task)) };
}

async function reliabilityAt(temperature: number, task: Task): Promise<Reliability> {
  const { sources, layout, interpretation, signal } = task;
  const reliability = new Reliability();
  const add =
    interpretation.link === 'sigmoid'
      ? (batch: Batch) => addSigmoidOutcomes(batch, temperature, task, reliability)
      : softmaxOutcomes(temperature, task, reliability);
  for await (const batch of batches(sources, layout, signal)) {
    signal?.throwIfAborted();
    add(batch);
  }
  return reliability;
}

/** Of the elements that have a loss, as `SigmoidElements` takes them, but without their losses. */
function addSigmoidOutcomes(
  batch: Batch,
  temperature: number,
  { layout, interpretation }: Task,
  reliability: Reliability,
): void {
  const { logits, targets } = batch;
  const { channels, targetsPerRow } = layout;
  const { input, ignoreIndex } = interpretation;
  const byIndex = targetsPerRow === 1 && channels > 1;
  const isWeighted = batch.weight !== undefined || batch.mask !== undefined;
  const [counts, confidences, outcomes] = [zeros(), zeros(), zeros()];
  // A small check is over before this loop is compiled, so that it calls as little as can be.
  for (let row = 0, value = 0; row < batch.rows; row++) {
    for (let channel = 0; channel < channels; channel++, value++) {
      const label = targets[byIndex ? row : value] ?? Number.NaN;
      const target = byIndex ? oneVersusRest(label, channel, channels) : label;
      if (label === ignoreIndex || (target !== 0 && target !== 1)) continue;
      const given = logits[value] ?? Number.NaN;
      const logit = input === 'logits' ? given : logitOfValue(given, input);
      if (!(logit < INFINITE && logit > -INFINITE)) continue;
      if (isWeighted && !hasWeight(batch, row, channel)) continue;
      const confidence = 1 / (1 + Math.exp(-logit / temperature));
      const bin = confidence === 1 ? RELIABILITY_BINS - 1 : (confidence * RELIABILITY_BINS) | 0;
      counts[bin] = (counts[bin] ?? 0) + 1;
      confidences[bin] = (confidences[bin] ?? 0) + confidence;
      outcomes[bin] = (outcomes[bin] ?? 0) + target;
    }
  }
  reliability.addSums(counts, confidences, outcomes);
}

function zeros(): Float64Array {
  return new Float64Array(RELIABILITY_BINS);
}

function hasWeight(batch: Batch, row: number, channel: number): boolean {
  const weight = elementWeight(batch, row, channel);
  return Number.isFinite(weight) && weight !== 0;
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
