import { sigmoid, softplus } from '../../numerics/stable';
import type { Batch } from '../input/batches';
import { isSampled, sampleOf } from '../input/sample';
import type { StatisticsRecord } from '../report/report';
import type { GatherTask } from '../statistics/engine';
import { type ExpectedClassesRecord, MOST_EXPECTED_CLASSES } from '../statistics/expected-classes';
import { Reliability } from '../statistics/reliability';
import { SigmoidElements } from '../terms/sigmoid-elements';
import { temperatureOf } from './calibration';
import { sigmoidAtTemperature } from './sigmoid-at-temperature';
import { SoftmaxSample } from './softmax-sample';
import {
  type RunAtTemperature,
  temperatureSums,
  varianceOfRuns,
  withoutTemperature,
} from './temperature-sums';

type Task = Pick<GatherTask, 'sources' | 'layout' | 'interpretation' | 'signal'>;
type TemperatureSums = StatisticsRecord['temperature'];
/** The statistics that are gathered after the pass. */
type Sampled = Pick<StatisticsRecord, 'temperature' | 'expectedClasses'>;

/**
 * Finds the best temperature, sums losses and reliability at it, and counts the examples of each class that the probabilities of
 * a softmax foretell. Up to a million logits are read a second time. For more
 * logits a softmax reads a sample, and a sigmoid uses the histograms of the first pass.
 * @returns nulls for soft targets, and if no element has a loss
 * @throws the errors of reading, and the signal's reason when cancelled
 */
export async function sampledStatistics(
  record: Pick<StatisticsRecord, 'margins' | 'losses'>,
  task: Task,
): Promise<Sampled> {
  const elements = record.losses.counts.reduce((sum, count) => sum + count, 0);
  if (task.interpretation.targets === 'soft' || elements === 0) {
    return { temperature: null, expectedClasses: null };
  }
  return task.interpretation.link === 'sigmoid'
    ? { temperature: await ofSigmoid(record.margins, task, elements), expectedClasses: null }
    : ofSoftmax(task, elements);
}

async function ofSigmoid(
  margins: StatisticsRecord['margins'],
  { sources, layout, interpretation, signal }: Task,
  elements: number,
): Promise<TemperatureSums> {
  const found = temperatureOf({ margins, temperature: null }, interpretation);
  if ('reason' in found) {
    return withoutTemperature(false);
  }
  const { temperature } = found;
  if (isSampled(layout)) {
    return sigmoidAtTemperature(margins, temperature, elements);
  }
  const taken = new SigmoidElements(layout, interpretation);
  const runs: RunAtTemperature[] = [];
  for await (const batch of sampleOf(sources, layout, signal)) {
    signal?.throwIfAborted();
    runs.push(sigmoidRun(taken, batch, temperature));
  }
  return temperatureSums(temperature, runs, elements, false);
}

function sigmoidRun(elements: SigmoidElements, batch: Batch, temperature: number): RunAtTemperature {
  const sums = { crossEntropy: 0, slope: 0, curvature: 0, reliability: new Reliability() };
  elements.fill(batch, ({ length, logit, target }) => {
    for (let at = 0; at < length; at++) {
      const x = (logit[at] ?? Number.NaN) / temperature;
      const outcome = target[at] ?? 0;
      const p = sigmoid(x);
      sums.crossEntropy += softplus(outcome === 1 ? -x : x);
      sums.slope += (outcome - p) * x;
      // This order overflows nowhere: one of the two is next to nothing where x is large.
      sums.curvature += x * p * (x * sigmoid(-x));
      sums.reliability.addOne(p, outcome, 1);
    }
  });
  return { ...sums, reliability: sums.reliability.record() };
}

async function ofSoftmax(
  { sources, layout, interpretation, signal }: Task,
  elements: number,
): Promise<Sampled> {
  const sample = new SoftmaxSample(layout, interpretation);
  for await (const batch of sampleOf(sources, layout, signal)) {
    signal?.throwIfAborted();
    sample.add(batch);
  }
  if (sample.count === 0) {
    return { temperature: null, expectedClasses: null };
  }
  const temperature = sample.temperature();
  return {
    temperature:
      typeof temperature === 'string'
        ? withoutTemperature(temperature === 'beyond largest')
        : temperatureSums(temperature, sample.at(temperature), elements, true),
    expectedClasses: layout.channels > MOST_EXPECTED_CLASSES ? null : expectedClasses(sample, elements),
  };
}

function expectedClasses(sample: SoftmaxSample, elements: number): ExpectedClassesRecord {
  const runs = sample.probabilities();
  const factor = elements / sample.count;
  const [first] = runs;
  const sums = Array.from(first?.sums ?? [], (_, index) =>
    runs.reduce((sum, run) => sum + (run.sums[index] ?? 0), 0),
  );
  const residualsOf = (sum: number, index: number) =>
    runs.map((run) => (run.sums[index] ?? 0) - (sum * run.count) / sample.count);
  return {
    counts: sums.map((sum) => factor * sum),
    variances: sums.map((sum, index) => varianceOfRuns(residualsOf(sum, index), factor)),
  };
}
