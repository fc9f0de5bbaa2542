import { sigmoid } from '../../numerics/stable';
import type { Agreement, Interpretation, StatisticsRecord } from '../report/report';
import { marginBins } from '../statistics/margin-histogram';
import { labelGroups, rocAreaOfLabels } from './label-ranking';
import { groupsOfBins, type ScoreGroup, type ScoreGroups } from './score-groups';
import { total } from './sums';

/** Probabilities of a sigmoid that spread less than this part of what sure ones do claim to know next to nothing. */
const LEAST_SPREAD = 0.05;
/** Examples that another order must move: a standard error of one stands for none (`accuracyOf`). */
const LEAST_ERROR = 1.001;
/** Least that a softmax must claim above chance. */
const LEAST_ABOVE_CHANCE = 0.2;

/** Predictions and targets as they agree, and as the predictions claim. */
export interface ClaimedAgreement {
  readonly measure: 'accuracy' | 'area' | 'areaOfLabels' | 'areaOfClasses';
  readonly asGiven: Agreement;
  /** Null where the predictions claim hardly more than chance, as those of a weak or an untrained model do. */
  readonly claimed: number | null;
}

type Scores = Pick<StatisticsRecord, 'margins' | 'reliability' | 'classScores'>;

/**
 * The agreement that the predictions claim: the accuracy of a softmax if each top class is right as often as its confidence
 * says; the ROC area of a sigmoid, of several labels that within the labels, if each element is positive as often as its
 * probability says. Of a softmax also the ROC area of each class against the others, whose chance is one half however frequent
 * the classes are: where nearly all examples are of one class, the accuracy of targets in random order is close to the claimed one.
 * @param asGiven the accuracy of a softmax, or the ROC area of a sigmoid
 */
export function claimedAgreements(
  statistics: Scores,
  { link, classAxis }: Pick<Interpretation, 'link' | 'classAxis'>,
  asGiven: Agreement,
): ClaimedAgreement[] {
  const labels = labelGroups(statistics);
  if (link === 'softmax') {
    const area = areaOfClasses(labels);
    return [
      { measure: 'accuracy', asGiven, claimed: claimedAccuracy(statistics, asGiven) },
      ...(area === null
        ? []
        : [{ measure: 'areaOfClasses' as const, asGiven: area, claimed: claimedArea(labels) }]),
    ];
  }
  const { margins, classScores } = statistics;
  const groups =
    classScores === null
      ? [groupsOfBins(marginBins(margins.positives), marginBins(margins.negatives))]
      : labels;
  return [{ measure: classAxis === null ? 'area' : 'areaOfLabels', asGiven, claimed: claimedArea(groups) }];
}

/**
 * The ROC area of the pairs of an example of a class and one of another class, over all classes. The classes share their examples,
 * so their errors are added. Each class has the error that unrelated scores have (Mann and Whitney 1947).
 * @returns null without two classes
 */
function areaOfClasses(classes: readonly ScoreGroups[]): Agreement | null {
  const area = rocAreaOfLabels(classes);
  if (area === null) {
    return null;
  }
  let [pairs, errors, count] = [0, 0, 0];
  for (const { groups } of classes) {
    const positives = total(groups.map((group) => group.positives));
    const negatives = total(groups.map((group) => group.negatives));
    pairs += positives * negatives;
    errors += Math.sqrt((positives * negatives * (positives + negatives + 1)) / 12);
    count = Math.max(count, positives + negatives);
  }
  return { value: area.value, chance: area.chance, standardError: errors / pairs, count };
}

/** Null also where every prediction is the same: then any order of the targets gives the same accuracy. */
function claimedAccuracy(
  { reliability }: Pick<Scores, 'reliability'>,
  { chance, standardError, count }: Agreement,
): number | null {
  if (standardError <= LEAST_ERROR / count) {
    return null;
  }
  const claimed = total(reliability.confidences) / total(reliability.counts);
  return claimed - chance >= LEAST_ABOVE_CHANCE ? claimed : null;
}

/** @param labels the scores of each label */
function claimedArea(labels: readonly ScoreGroups[]): number | null {
  const claimed = labels.map(({ groups, areBins }) => ({ groups: groups.map(claimedGroup), areBins }));
  let [spread, widest] = [0, 0];
  for (const { groups } of claimed) {
    const count = total(groups.map(({ positives, negatives }) => positives + negatives));
    const mean = total(groups.map(({ positives }) => positives)) / count;
    spread += total(groups.map(({ score, positives }) => sigmoid(score) * positives)) - count * mean * mean;
    widest += count * mean * (1 - mean);
  }
  return spread >= LEAST_SPREAD * widest ? (rocAreaOfLabels(claimed)?.value ?? null) : null;
}

/** The group with the positives that its probability claims. */
function claimedGroup(group: ScoreGroup): ScoreGroup {
  const count = group.positives + group.negatives;
  return { ...group, positives: sigmoid(group.score) * count, negatives: sigmoid(-group.score) * count };
}
