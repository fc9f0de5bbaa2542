import type { Batch } from '../input/batches';
import { sampleOf } from '../input/sample';
import type { Pairing, Ranking } from '../report/report';
import type { GatherTask } from '../statistics/engine';
import { elementWeight } from '../terms/element-weight';
import { pairingOf } from './pairing';

type Task = Pick<GatherTask, 'sources' | 'layout' | 'interpretation' | 'signal'>;

/** Scores that are compared with targets in every order: a second of work at the most. */
const MOST_SCORES = 200_000;
/** Predictions that come this part of the way from chance to perfect belong to their targets. */
const AGREES = 0.2;

/**
 * Looks in a sample of the examples for what has put predictions and targets out of step. Null where they agree, for soft
 * targets, and where there is nothing to compare.
 * @param ranking what the whole data showed
 * @throws what reading throws, and the signal's reason when cancelled
 */
export async function sampledPairing(ranking: Ranking | null, task: Task): Promise<Pairing | null> {
  const measure = ranking?.rocAucOfLabels ?? ranking?.rocAuc ?? ranking?.accuracy;
  if (measure === undefined || measure.value - measure.chance >= AGREES * (1 - measure.chance)) {
    return null;
  }
  const { sources, layout, interpretation, signal } = task;
  const { rows, channels } = layout;
  const most = Math.min(rows, Math.max(1, Math.floor(MOST_SCORES / channels)));
  const isOfClasses = interpretation.link === 'softmax' || layout.targetsPerRow === 1;
  const scores = new Float64Array(most * channels);
  const targets = new Float64Array(isOfClasses ? most : most * channels);
  let taken = 0;
  for await (const batch of sampleOf(sources, layout, signal, MOST_SCORES)) {
    const count = Math.min(batch.rows, most - taken);
    scores.set(batch.logits.subarray(0, count * channels), taken * channels);
    for (let row = 0; row < count; row++) {
      if (isOfClasses) {
        targets[taken + row] = classOf(batch, row, task);
        continue;
      }
      for (let channel = 0; channel < channels; channel++) {
        targets[(taken + row) * channels + channel] = labelOf(batch, row, channel, task);
      }
    }
    taken += count;
    if (taken === most) {
      break;
    }
  }
  const pairing = pairingOf({
    scores: scores.subarray(0, taken * channels),
    targets: targets.subarray(0, isOfClasses ? taken : taken * channels),
    channels,
    link: isOfClasses && channels > 1 ? 'softmax' : 'sigmoid',
    rowsPerExample: rowsPerExample(task),
    isWhole: taken === rows,
  });
  return pairing.asGiven.count === 0 ? null : pairing;
}

/** The class index of a row; NaN where there is none, or where the row takes no part. */
function classOf(batch: Batch, row: number, task: Task): number {
  const { channels, targetsPerRow } = task.layout;
  if (targetsPerRow === 1) {
    return labelOf(batch, row, 0, task);
  }
  for (let channel = 0; channel < channels; channel++) {
    if (labelOf(batch, row, channel, task) === 1) {
      return channel;
    }
  }
  return Number.NaN;
}

/** A target; NaN where it takes no part. */
function labelOf(batch: Batch, row: number, channel: number, { layout, interpretation }: Task): number {
  const target = batch.targets[row * layout.targetsPerRow + channel] ?? Number.NaN;
  const isLeftOut = target === interpretation.ignoreIndex || elementWeight(batch, row, channel) === 0;
  return isLeftOut ? Number.NaN : target;
}

/** Examples lie along the first axis, unless that is the class axis. */
function rowsPerExample({ sources, layout, interpretation }: Task): number {
  const { shape } = sources.logits.array;
  const examples = shape[0] ?? 1;
  return shape.length < 2 || interpretation.classAxis === 0 || examples < 2 ? 1 : layout.rows / examples;
}
