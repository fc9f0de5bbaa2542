import type { Messages } from '../../messages/messages';
import { sigmoid } from '../../numerics/stable';
import { type CutCounts, cutAt, cutCountsOf, thresholdOf } from '../derive/cuts';
import type { ScoreGroups } from '../derive/score-groups';
import { scoreGroupsOf, thresholdsOf, thresholdsOnHalves } from '../derive/thresholds';
import type { ThresholdWishes } from '../derive/usual-wishes';
import { bestF } from '../derive/wishes';
import type { Report } from '../report/report';
import type { AnswerCard, AnswerCopy, AnswerDetails } from './answer-card';
import { type Cut, cutsOf, thresholdFigure } from './threshold-figure';
import { thresholdTable } from './threshold-table';

/** The thresholds of a report, and all cuts that a line over its scores can be moved to. */
export interface ThresholdDetails extends AnswerDetails {
  readonly cuts: readonly Cut[];
  /** The logit of the threshold of best F1, which may be infinite. */
  readonly best: number;
  /** The logit of the threshold in each row of the table; null where it is best to raise nothing. */
  readonly chosen: readonly (number | null)[];
}

/** How thresholds are chosen. */
export interface ThresholdChoice extends ThresholdWishes {
  /** Chooses on one random half and counts on the other, with this seed; null for all data. */
  readonly split: number | null;
}

/** The thresholds for the usual wishes. */
export function thresholdCard(
  report: Report,
  choice: ThresholdChoice,
  messages: Messages,
): AnswerCard<ThresholdDetails> {
  const { thresholds: says } = messages.answers;
  const groups = scoreGroupsOf(report);
  return {
    id: 'threshold',
    title: says.cardTitle,
    ...('reason' in groups
      ? { lead: says.reasons[groups.reason], details: null }
      : {
          lead: says.lead(leadFacts(groups)),
          details: () => detailsOf(report, groups, choice, messages),
        }),
  };
}

/** The threshold of a cut as a number and as JSON. */
export function thresholdCopies(cut: Cut, { answers: { thresholds: says } }: Messages): AnswerCopy[] {
  const { score, logit, found, falseAlarms, precision, recall } = cut;
  const facts = { threshold: score, logit, found, falseAlarms, precision, recall };
  return [
    { label: says.copies.number, code: String(score) },
    { label: says.copies.logit, code: String(logit) },
    { label: says.copies.facts, code: `${JSON.stringify(facts, null, 2)}\n` },
    { label: 'Python', code: `predicted = scores >= ${score}\n` },
  ];
}

function leadFacts({ groups }: ScoreGroups) {
  const counts = cutCountsOf(groups);
  const best = bestCut(counts);
  const at = (cut: number) => ({
    found: counts.found[cut] ?? 0,
    falseAlarms: counts.falseAlarms[cut] ?? 0,
  });
  return {
    threshold: sigmoid(thresholdOf(groups, best)),
    positives: counts.positives,
    ...at(best),
    half: at(cutAt(groups, 0)),
  };
}

/** The cut of best F1, of groups with positives. */
function bestCut(counts: CutCounts): number {
  return bestF(1).choose(counts) ?? 0;
}

function detailsOf(
  report: Report,
  groups: ScoreGroups,
  choice: ThresholdChoice,
  messages: Messages,
): ThresholdDetails {
  const { thresholds: says } = messages.answers;
  const { split } = choice;
  const found = split === null ? thresholdsOf(report, choice) : thresholdsOnHalves(report, choice, split);
  const cuts = cutsOf(groups);
  const best = thresholdOf(groups.groups, bestCut(cutCountsOf(groups.groups)));
  const figures = [thresholdFigure(groups, cuts, messages)];
  if ('reason' in found) {
    return {
      sentences: [says.reasons[found.reason]],
      tables: [],
      figures,
      copies: [],
      cuts,
      best,
      chosen: [],
    };
  }
  const caption = split === null ? says.title(found) : says.split(found);
  return {
    sentences: [
      split === null ? says.intervals : says.splitSentence,
      ...(found.channels > 1 ? [says.pooled(found)] : []),
      says.anchors,
    ],
    tables: [thresholdTable(caption, found, choice, messages)],
    figures,
    copies: [],
    cuts,
    best,
    chosen: found.rows.map(({ logit }) => logit),
  };
}
