import { type Batch, batches } from '../input/batches';
import type { Pairing, Ranking } from '../report/report';
import type { GatherTask } from '../statistics/engine';
import { pairingOf } from './pairing';

type Task = Pick<GatherTask, 'sources' | 'layout' | 'interpretation' | 'signal'>;

/** Scores that are compared with targets in every order: a second of work at the most. */
const MOST_SCORES = 200_000;
/** Predictions that come this part of the way from chance to perfect belong to their targets. */
const AGREES = 0.2;

/**
 * Looks at the first examples of the file for what has put predictions and targets out of step. Null where they agree, for soft
 * targets, and where there is nothing to compare.
 * @param ranking what the whole data showed
 * @throws what reading throws, and the signal's reason when cancelled
 */
export async function sampledPairing(ranking: Ranking | null, task: Task): Promise<Pairing | null> {
  const measure = ranking?.rocAuc ?? ranking?.accuracy;
  if (measure === undefined || measure.value - measure.chance >= AGREES * (1 - measure.chance)) {
    return null;
  }
  const { sources, layout, interpretation, signal } = task;
  const { rows, channels } = layout;
  const most = Math.min(rows, Math.max(1, Math.floor(MOST_SCORES / channels)));
  const scores = new Float64Array(most * channels);
  const asClasses = layout.targetsPerRow === 1 || interpretation.link === 'softmax';
  const targets = new Float64Array(asClasses ? most : most * channels);
  let taken = 0;
  for await (const batch of batches({ logits: sources.logits, targets: sources.targets }, layout, signal)) {
    const count = Math.min(batch.rows, most - taken);
    scores.set(batch.logits.subarray(0, count * channels), taken * channels);
    if (asClasses) {
      for (let row = 0; row < count; row++) {
        targets[taken + row] = classOf(batch, row, channels, layout.targetsPerRow);
      }
    } else {
      targets.set(batch.targets.subarray(0, count * channels), taken * channels);
    }
    taken += count;
    if (taken === most) {
      break;
    }
  }
  const pairing = pairingOf({
    scores: scores.subarray(0, taken * channels),
    targets: targets.subarray(0, asClasses ? taken : taken * channels),
    channels,
    link: asClasses && channels > 1 ? 'softmax' : 'sigmoid',
    rowsPerExample: rowsPerExample(task),
    isWhole: taken === rows,
  });
  return pairing.asGiven.count === 0 ? null : pairing;
}

/** The class index of a row; NaN where one-hot targets have none. */
function classOf({ targets }: Batch, row: number, channels: number, perRow: number): number {
  if (perRow === 1) {
    return targets[row] ?? Number.NaN;
  }
  for (let channel = 0; channel < channels; channel++) {
    if (targets[row * channels + channel] === 1) {
      return channel;
    }
  }
  return Number.NaN;
}

/** Examples lie along the first axis, unless that is the class axis. */
function rowsPerExample({ sources, layout, interpretation }: Task): number {
  const { shape } = sources.logits.array;
  const examples = shape[0] ?? 1;
  return shape.length < 2 || interpretation.classAxis === 0 || examples < 2 ? 1 : layout.rows / examples;
}
