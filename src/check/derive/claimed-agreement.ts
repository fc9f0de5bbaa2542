import { sigmoid } from '../../numerics/stable';
import type { Interpretation, StatisticsRecord } from '../report/report';
import { marginBins } from '../statistics/margin-histogram';
import { rocArea } from './ranking';
import { groupsOfBins, type ScoreGroup } from './score-groups';
import { total } from './sums';

/** Probabilities of a sigmoid that spread less than this part of what sure ones do claim to know next to nothing. */
const LEAST_SPREAD = 0.05;
/** Least that a softmax must claim above chance. */
const LEAST_ABOVE_CHANCE = 0.2;

/**
 * The agreement that the predictions claim: the accuracy of a softmax if each top class is right as often as its confidence
 * says, the ROC area of a sigmoid if each element is positive as often as its probability says. Null where they claim hardly more
 * than chance, as those of a weak or an untrained model do.
 * @param chance agreement with targets that have nothing to do with the predictions
 */
export function claimedAgreement(
  statistics: Pick<StatisticsRecord, 'margins' | 'reliability'>,
  { link }: Pick<Interpretation, 'link'>,
  chance: number,
): number | null {
  return link === 'softmax' ? claimedAccuracy(statistics, chance) : claimedArea(statistics);
}

function claimedAccuracy(
  { reliability }: Pick<StatisticsRecord, 'reliability'>,
  chance: number,
): number | null {
  const claimed = total(reliability.confidences) / total(reliability.counts);
  return claimed - chance >= LEAST_ABOVE_CHANCE ? claimed : null;
}

function claimedArea({ margins }: Pick<StatisticsRecord, 'margins'>): number | null {
  const { groups, areBins } = groupsOfBins(marginBins(margins.positives), marginBins(margins.negatives));
  const claimed = groups.map(claimedGroup);
  const positives = total(claimed.map((group) => group.positives));
  const count = total(groups.map((group) => group.positives + group.negatives));
  const mean = positives / count;
  const squares = total(
    claimed.map(({ score, positives: claimedPositives }) => sigmoid(score) * claimedPositives),
  );
  const isSure = squares / count - mean * mean >= LEAST_SPREAD * mean * (1 - mean);
  return isSure ? (rocArea({ groups: claimed, areBins })?.value ?? null) : null;
}

/** The group with the positives that its probability claims. */
function claimedGroup(group: ScoreGroup): ScoreGroup {
  const count = group.positives + group.negatives;
  return { ...group, positives: sigmoid(group.score) * count, negatives: sigmoid(-group.score) * count };
}
