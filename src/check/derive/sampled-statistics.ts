import { sigmoid, softplus } from '../../numerics/stable';
import type { Batch } from '../input/batches';
import { isSampled, sampleOf } from '../input/sample';
import type { StatisticsRecord } from '../report/report';
import type { ClassScores } from '../statistics/class-scores';
import type { GatherTask } from '../statistics/engine';
import { type ExpectedClassesRecord, MOST_EXPECTED_CLASSES } from '../statistics/expected-classes';
import { Reliability } from '../statistics/reliability';
import { SigmoidElements } from '../terms/sigmoid-elements';
import { SoftmaxExamples } from '../terms/softmax-examples';
import { temperatureOf } from './calibration';
import { classScoresOf, countedScores, recordOfScores } from './sampled-class-scores';
import { sigmoidAtTemperature } from './sigmoid-at-temperature';
import { SoftmaxSample } from './softmax-sample';
import {
  type RunAtTemperature,
  temperatureSums,
  varianceOfRuns,
  withoutTemperature,
} from './temperature-sums';

type Task = GatherTask;
type TemperatureSums = StatisticsRecord['temperature'];
/** The statistics that are gathered after the pass. */
type Sampled = Pick<StatisticsRecord, 'temperature' | 'expectedClasses' | 'classScores'>;

/**
 * Finds the best temperature, sums losses and reliability at it, and counts the examples of each class that the probabilities of
 * a softmax foretell and the scores of each class. Up to a million logits are read a second time. For more logits a sample is
 * read, and a sigmoid's temperature comes from the histograms of the first pass.
 * @param isWhole true to count the scores of the classes in all rows
 * @returns nulls for soft targets, and if no element has a loss
 * @throws the errors of reading, and the signal's reason when cancelled
 */
export async function sampledStatistics(
  record: Pick<StatisticsRecord, 'margins' | 'losses' | 'listedClasses'>,
  task: Task,
  isWhole: boolean,
): Promise<Sampled> {
  const elements = record.losses.counts.reduce((sum, count) => sum + count, 0);
  if (task.interpretation.targets === 'soft' || elements === 0) {
    return { temperature: null, expectedClasses: null, classScores: null };
  }
  const scores = classScoresOf(record, task);
  return task.interpretation.link === 'sigmoid'
    ? {
        temperature: await ofSigmoid(record.margins, task, elements),
        expectedClasses: null,
        classScores: await countedScores(scores, task, isWhole),
      }
    : ofSoftmax(task, elements, scores, isWhole);
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
  task: Task,
  elements: number,
  scores: ClassScores | null,
  isWhole: boolean,
): Promise<Sampled> {
  const { sources, layout, interpretation, signal } = task;
  const sample = new SoftmaxSample(layout.channels);
  const examples = new SoftmaxExamples(layout, interpretation);
  const sampledScores = isWhole ? null : scores;
  let rows = 0;
  for await (const batch of sampleOf(sources, layout, signal)) {
    signal?.throwIfAborted();
    rows += batch.rows;
    sample.startRun(batch.rows);
    examples.forEach(batch, ({ place, position }) => {
      sample.add(examples.row, position);
      sampledScores?.addExample(examples.row, position, batch.firstRow + place);
    });
  }
  const classScores = isWhole ? await countedScores(scores, task, true) : recordOfScores(scores, task, rows);
  if (sample.count === 0) {
    return { temperature: null, expectedClasses: null, classScores };
  }
  const temperature = sample.temperature();
  return {
    temperature:
      typeof temperature === 'string'
        ? withoutTemperature(temperature === 'beyond largest')
        : temperatureSums(temperature, sample.at(temperature), elements, true),
    expectedClasses: layout.channels > MOST_EXPECTED_CLASSES ? null : expectedClasses(sample, elements),
    classScores,
  };
}

function expectedClasses(sample: SoftmaxSample, elements: number): ExpectedClassesRecord {
  const { runs } = sample;
  const factor = elements / sample.count;
  const [first] = runs;
  const sums = Array.from(first?.probabilities ?? [], (_, index) =>
    runs.reduce((sum, run) => sum + (run.probabilities[index] ?? 0), 0),
  );
  const residualsOf = (sum: number, index: number) =>
    runs.map((run) => (run.probabilities[index] ?? 0) - (sum * run.count) / sample.count);
  return {
    counts: sums.map((sum) => factor * sum),
    variances: sums.map((sum, index) => varianceOfRuns(residualsOf(sum, index), factor)),
  };
}
