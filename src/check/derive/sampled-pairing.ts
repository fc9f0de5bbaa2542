import type { Reason } from '../../messages/reason';
import { type Batch, batches } from '../input/batches';
import { sampleOf } from '../input/sample';
import type { Pairing, Ranking, StatisticsRecord } from '../report/report';
import type { GatherTask } from '../statistics/engine';
import { elementWeight } from '../terms/element-weight';
import { claimedAgreements } from './claimed-agreement';
import { accuracyOfClasses, areaOf, type PairedRows, topClasses } from './paired-agreement';
import { pairingOf } from './pairing';
import { type OrderedRows, partialPairingOf } from './partial-pairing';
import { comparedMeasure } from './ranking-of';
import { rowScoresOfClasses, rowScoresOfLabels } from './row-scores';
import { total } from './sums';

type Task = Pick<GatherTask, 'sources' | 'layout' | 'interpretation' | 'signal'>;

/** Scores of the sample that is compared with targets in every order: a second of work at the most. */
const MOST_SCORES = 200_000;
/** Rows that are looked through for a part that is out of step, and their scores. */
const MOST_ROWS = 262_144;
const MOST_SCORES_OF_ALL = 2 ** 27;
/** Predictions that come this part of the way from chance to perfect belong to their targets, at least for the most part. */
const AGREES = 0.2;
/** Predictions that come this part of the way from chance to what they claim belong to all their targets. */
const AS_CLAIMED = 0.95;
const STANDARD_ERRORS = 3;

/** The misfit that was found, and the reasons why none was looked for in a part of the rows. */
export interface SampledPairing {
  readonly pairing: Pairing | null;
  readonly why: readonly Reason[];
}

/**
 * Looks for what has put predictions and targets out of step: in a sample of the examples where they hardly agree, in all of them
 * where they agree less than the predictions claim. Null where they agree, for soft targets, and where there is nothing to compare.
 * @param ranking what the whole data showed
 * @throws what reading throws, and the signal's reason when cancelled
 */
export async function sampledPairing(
  ranking: Ranking | null,
  statistics: StatisticsRecord,
  task: Task,
): Promise<SampledPairing> {
  const measure = comparedMeasure(ranking, task.interpretation);
  if (measure === undefined) {
    return { pairing: null, why: [] };
  }
  const { value, chance, standardError } = measure;
  const isFar = value - chance < AGREES * (1 - chance);
  const count = total(statistics.reliability.counts);
  const claims = claimedAgreements(statistics, task.interpretation, { value, chance, standardError, count });
  const claimed = claims[0]?.claimed ?? null;
  const most = value + STANDARD_ERRORS * standardError;
  if (!isFar && (claimed === null || most - chance >= AS_CLAIMED * (claimed - chance))) {
    return { pairing: null, why: [] };
  }
  const rows = await sampledRows(task);
  const pairing = pairingOf(rows);
  const ordered = pairing.repair === null ? await orderedRows(rows, task) : null;
  const inParts = ordered === null ? null : partialPairingOf(ordered);
  const isPart = inParts !== null && (inParts.repair !== null || inParts.unrelated !== null);
  const isFound = isPart || isFar || pairing.repair !== null;
  const found = isPart ? inParts : pairing;
  const isLookedThrough = pairing.repair !== null || ordered !== null;
  return {
    pairing: isFound && found.asGiven.count > 0 ? found : null,
    why: isLookedThrough ? [] : [notLookedThrough(rows, task)],
  };
}

function notLookedThrough({ rowsPerExample }: PairedRows, { layout }: Task): Reason {
  return rowsPerExample > 1
    ? { id: 'places-not-compared', facts: {} }
    : { id: 'rows-not-compared', facts: { rows: layout.rows } };
}

async function sampledRows(task: Task): Promise<PairedRows> {
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
  return {
    scores: scores.subarray(0, taken * channels),
    targets: targets.subarray(0, isOfClasses ? taken : taken * channels),
    channels,
    link: isOfClasses && channels > 1 ? 'softmax' : 'sigmoid',
    rowsPerExample: rowsPerExample(task),
    isWhole: taken === rows,
  };
}

/** Reads all rows. A softmax needs only its top classes. Null where the rows are too many, or share their examples. */
async function orderedRows(sampled: PairedRows, task: Task): Promise<OrderedRows | null> {
  const { sources, layout, signal } = task;
  const { channels, link, isWhole, rowsPerExample } = sampled;
  const { rows } = layout;
  if (rowsPerExample > 1 || rows > MOST_ROWS || rows * channels > MOST_SCORES_OF_ALL) {
    return null;
  }
  if (link === 'sigmoid') {
    const targets = Float64Array.from(sampled.targets);
    const scores = rowScoresOfLabels(sampled.scores, targets, channels);
    return isWhole ? { scores, targets, measure: areaOf(sampled) } : null;
  }
  const predicted = new Int32Array(rows);
  const targets = new Float64Array(rows);
  for await (const batch of batches(sources, layout, signal)) {
    predicted.set(topClasses({ scores: batch.logits, channels }), batch.firstRow);
    for (let row = 0; row < batch.rows; row++) {
      targets[batch.firstRow + row] = classOf(batch, row, task);
    }
  }
  const scores = rowScoresOfClasses(predicted, targets, channels);
  return { scores, targets, measure: accuracyOfClasses(predicted, channels) };
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
