import type { NamedClasses } from '../../labels/named-classes';
import type { Messages } from '../../messages/messages';
import { isPairOfClasses } from '../derive/as-sigmoid';
import { cutAt, cutCountsOf } from '../derive/cuts';
import { labelThresholdsOf, MOST_RESAMPLED } from '../derive/label-thresholds';
import type { ScoreGroups } from '../derive/score-groups';
import {
  bestF1Threshold,
  scoreGroupsOf,
  type ThresholdRow,
  thresholdsOf,
  thresholdsOnHalves,
} from '../derive/thresholds';
import type { ThresholdWishes } from '../derive/usual-wishes';
import type { Report } from '../report/report';
import type { AnswerCard, AnswerCopy, AnswerDetails } from './answer-card';
import { labelCopies, labelTable } from './label-thresholds';
import { type Cut, cutsOf, thresholdFigure } from './threshold-figure';
import { thresholdTable } from './threshold-table';

/** The thresholds of a report, and all cuts that a line over its scores can be moved to. */
export interface ThresholdDetails extends AnswerDetails {
  readonly cuts: readonly Cut[];
  /** The logit of the threshold of best F1. */
  readonly best: number;
  /** The logit of the threshold in each row of the table; null where it is best to raise nothing. */
  readonly chosen: readonly (number | null)[];
}

/** The wishes by which thresholds are chosen. */
export interface ThresholdChoice extends ThresholdWishes {
  /** Chooses on one random half and counts on the other, with this seed; null for all data. */
  readonly split: number | null;
}

/** The thresholds for the usual wishes. @param named the names of the labels; null where no file has them */
export function thresholdCard(
  report: Report,
  named: NamedClasses | null,
  choice: ThresholdChoice,
  messages: Messages,
): AnswerCard<ThresholdDetails> {
  const { thresholds: says } = messages.answers;
  const groups = scoreGroupsOf(report);
  const title = says.cardTitle;
  if ('reason' in groups) {
    return { id: 'threshold', title, lead: says.reasons[groups.reason], details: null };
  }
  const best = bestF1Threshold(groups);
  return {
    id: 'threshold',
    title,
    lead: best === null ? says.nothing : says.lead(leadFacts(groups, best)),
    details: () => detailsOf(report, named, groups, best?.logit ?? 0, choice, messages),
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

function leadFacts(groups: ScoreGroups, { score, found, falseAlarms }: ThresholdRow) {
  const counts = cutCountsOf(groups.groups);
  const half = cutAt(groups.groups, 0);
  return {
    threshold: score,
    positives: counts.positives,
    found,
    falseAlarms,
    half: { found: counts.found[half] ?? 0, falseAlarms: counts.falseAlarms[half] ?? 0 },
  };
}

function detailsOf(
  report: Report,
  named: NamedClasses | null,
  groups: ScoreGroups,
  best: number,
  choice: ThresholdChoice,
  messages: Messages,
): ThresholdDetails {
  const { thresholds: says } = messages.answers;
  const { split } = choice;
  const found = split === null ? thresholdsOf(report, choice) : thresholdsOnHalves(report, choice, split);
  const cuts = cutsOf(groups);
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
  const labels = found.channels > 1 ? (labelThresholdsOf(report, named) ?? []) : [];
  const without = labels.filter(({ threshold }) => threshold === null).length;
  return {
    sentences: [
      split === null ? says.intervals : says.splitSentence,
      ...(found.channels > 1 ? [says.pooled(found)] : []),
      ...(without > 0 ? [says.labelsWithout({ labels: without })] : []),
      ...(labels.length > MOST_RESAMPLED ? [says.notResampled({ most: MOST_RESAMPLED })] : []),
      ...(isPairOfClasses(report) ? [messages.answers.pairOfClasses] : []),
      says.anchors,
    ],
    tables: [
      thresholdTable(caption, found, choice, messages),
      ...(labels.length === 0 ? [] : [labelTable(labels, report, messages)]),
    ],
    figures,
    copies: labels.length === 0 ? [] : labelCopies(labels, messages),
    cuts,
    best,
    chosen: found.rows.map(({ logit }) => logit),
  };
}
