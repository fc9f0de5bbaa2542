import { labelTable } from '../check/answers/label-thresholds';
import { thresholdTable } from '../check/answers/threshold-table';
import { isPairOfClasses } from '../check/derive/as-sigmoid';
import { MOST_RESAMPLED } from '../check/derive/label-thresholds';
import type { Style } from '../check/render/text';
import type { Report } from '../check/report/report';
import type { Messages } from '../messages/messages';
import { type ThresholdAnswer, threshold } from '../services/threshold';
import { answerOutcome } from './answer-outcome';
import { answerTableLines } from './answer-table-lines';
import { classNamesFor } from './class-names';
import { numberInRange } from './number-in-range';
import type { Outcome } from './output';
import { parseWords } from './parse-words';
import { reportOfWords } from './report-of-words';
import { splitWords } from './split-words';

const OPTIONS = {
  'miss-cost': { type: 'string', default: '10' },
  precision: { type: 'string', default: '0.9' },
  recall: { type: 'string', default: '0.9' },
  split: { type: 'string' },
  names: { type: 'string' },
} as const;

/** `focal-loss threshold`: where to cut, from tensors or from a report. Exit code 1 where there is nothing to choose by. */
export async function runThreshold(words: readonly string[], messages: Messages): Promise<Outcome> {
  const { own, others } = splitWords(words, Object.keys(OPTIONS));
  const { values } = parseWords(own, OPTIONS);
  const wishes = {
    missCost: numberInRange('miss-cost', values['miss-cost'], '(0, ∞)'),
    precision: numberInRange('precision', values.precision, '(0, 1]'),
    recall: numberInRange('recall', values.recall, '(0, 1]'),
  };
  const { report, json } = await reportOfWords(others, messages, { allClassScores: true });
  const split = values.split === undefined ? null : numberInRange('split', values.split, '[0, ∞)');
  const named = await classNamesFor(report, values.names);
  const answer = await threshold.run({}, { report, named, split, ...wishes, changes: {} });
  const text = (style: Style) => thresholdText(answer, report, messages, style);
  const exitCode = 'reason' in answer ? 1 : 0;
  return answerOutcome({ report, document: answer, text, json, exitCode }, messages);
}

function thresholdText(answer: ThresholdAnswer, report: Report, messages: Messages, style: Style): string {
  const says = messages.answers.thresholds;
  if ('reason' in answer) {
    return [says.reasons[answer.reason], ...classLines(answer, report, messages, style), ''].join('\n');
  }
  const caption = answer.split === null ? says.title(answer) : says.split(answer);
  const table = thresholdTable(caption, answer, answer, messages);
  return [
    ...answerTableLines(table, messages, style),
    '',
    answer.split === null ? says.intervals : says.splitSentence,
    ...(answer.channels > 1 ? [says.pooled(answer)] : []),
    ...(isPairOfClasses(report) ? [messages.answers.pairOfClasses] : []),
    says.anchors,
    ...classLines(answer, report, messages, style),
    '',
  ].join('\n');
}

/** The threshold of each class alone, where there are several classes. */
function classLines(
  { classes }: ThresholdAnswer,
  report: Report,
  messages: Messages,
  style: Style,
): string[] {
  if (classes === null) {
    return [];
  }
  const isResampled = classes.length <= MOST_RESAMPLED;
  return [
    '',
    ...answerTableLines(labelTable(classes, report, messages), messages, style),
    ...(isResampled ? [] : [messages.answers.thresholds.notResampled({ most: MOST_RESAMPLED })]),
  ];
}
