import { sigmoid } from '../../numerics/stable';
import type { Interpretation, StatisticsRecord } from '../report/report';
import { marginBins } from '../statistics/margin-histogram';
import { labelGroups, rocAreaOfLabels } from './label-ranking';
import { groupsOfBins, type ScoreGroup, type ScoreGroups } from './score-groups';
import { total } from './sums';

/** Probabilities of a sigmoid that spread less than this part of what sure ones do claim to know next to nothing. */
const LEAST_SPREAD = 0.05;
/** Least that a softmax must claim above chance. */
const LEAST_ABOVE_CHANCE = 0.2;

/**
 * The agreement that the predictions claim: the accuracy of a softmax if each top class is right as often as its confidence
 * says, the ROC area of a sigmoid, of several labels that within the labels, if each element is positive as often as its probability says. Null where they claim hardly more
 * than chance, as those of a weak or an untrained model do.
 * @param chance agreement with targets that have nothing to do with the predictions
 */
export function claimedAgreement(
  statistics: Pick<StatisticsRecord, 'margins' | 'reliability' | 'classScores'>,
  { link }: Pick<Interpretation, 'link'>,
  chance: number,
): number | null {
  if (link === 'softmax') {
    return claimedAccuracy(statistics, chance);
  }
  const { margins, classScores } = statistics;
  return claimedArea(
    classScores === null
      ? [groupsOfBins(marginBins(margins.positives), marginBins(margins.negatives))]
      : labelGroups(statistics),
  );
}

function claimedAccuracy(
  { reliability }: Pick<StatisticsRecord, 'reliability'>,
  chance: number,
): number | null {
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
