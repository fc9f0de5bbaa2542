import { thresholdTable } from '../check/answers/threshold-table';
import type { Style } from '../check/render/text';
import { tableLines } from '../check/render/text-table';
import { classLabel } from '../check/report/class-label';
import type { Report } from '../check/report/report';
import { countText } from '../format/count-text';
import { numberText, percentText } from '../format/number-text';
import type { Messages } from '../messages/messages';
import { type ThresholdAnswer, threshold } from '../services/threshold';
import { answerTableLines } from './answer-table-lines';
import { numberInRange } from './number-in-range';
import { jsonOrText, type Outcome } from './output';
import { parseWords } from './parse-words';
import { reportOfWords } from './report-of-words';
import { splitWords } from './split-words';

const OPTIONS = {
  'miss-cost': { type: 'string', default: '10' },
  precision: { type: 'string', default: '0.9' },
  recall: { type: 'string', default: '0.9' },
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
  const answer = await threshold.run({}, { report, ...wishes, changes: {} });
  return {
    output: jsonOrText(json, answer, (style) => thresholdText(answer, report, messages, style)),
    exitCode: 'reason' in answer ? 1 : 0,
  };
}

function thresholdText(answer: ThresholdAnswer, report: Report, messages: Messages, style: Style): string {
  const says = messages.answers.thresholds;
  if ('reason' in answer) {
    return [says.reasons[answer.reason], ...classLines(answer, report, messages, style), ''].join('\n');
  }
  const table = thresholdTable(says.title(answer), answer, answer, messages);
  return [
    ...answerTableLines(table, messages, style),
    '',
    says.intervals,
    ...(answer.channels > 1 ? [says.pooled(answer)] : []),
    says.anchors,
    ...classLines(answer, report, messages, style),
    '',
  ].join('\n');
}

/** The threshold of each class alone, where there are several classes. */
function classLines(
  { classes }: ThresholdAnswer,
  { interpretation }: Report,
  messages: Messages,
  style: Style,
): string[] {
  if (classes === null) {
    return [];
  }
  const { title, header } = messages.answers.thresholds.ofClasses;
  const table = {
    header: [header.class, header.count, header.threshold, header.precision, header.recall, header.f1],
    rows: classes.map(({ index, count, threshold: row }) => [
      classLabel(messages, interpretation, index),
      countText(count),
      numberText(row?.score ?? null),
      percentText(row?.precision?.value ?? null),
      percentText(row?.recall.value ?? null),
      numberText(row?.reached?.value ?? null),
    ]),
  };
  return ['', style.heading(title), ...tableLines(table, style.columns)];
}
