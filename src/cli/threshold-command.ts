import { thresholdTable } from '../check/answers/threshold-table';
import type { Style } from '../check/render/text';
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
  const { report, json } = await reportOfWords(others, messages);
  const answer = await threshold.run({}, { report, ...wishes, changes: {} });
  return {
    output: jsonOrText(json, answer, (style) => thresholdText(answer, messages, style)),
    exitCode: 'reason' in answer ? 1 : 0,
  };
}

function thresholdText(answer: ThresholdAnswer, messages: Messages, style: Style): string {
  const says = messages.answers.thresholds;
  if ('reason' in answer) {
    return `${says.reasons[answer.reason]}\n`;
  }
  const table = thresholdTable(says.title(answer), answer, answer, messages);
  return [
    ...answerTableLines(table, messages, style),
    '',
    says.intervals,
    ...(answer.channels > 1 ? [says.pooled(answer)] : []),
    says.anchors,
    '',
  ].join('\n');
}
