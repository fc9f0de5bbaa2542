import type { Interval } from '../calibration/clopper-pearson';
import type { ThresholdRow } from '../check/derive/thresholds';
import { fitted, type Style } from '../check/render/text';
import { tableLines } from '../check/render/text-table';
import { countText } from '../format/count-text';
import { numberText, percentText } from '../format/number-text';
import type { Messages } from '../messages/messages';
import { type ThresholdAnswer, threshold } from '../services/threshold';
import { numberInRange } from './number-in-range';
import { type Outcome, outputStyle } from './output';
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
  const style = outputStyle();
  return {
    output: json
      ? `${JSON.stringify(answer, null, 2)}\n`
      : fitted(thresholdText(answer, messages, style), style),
    exitCode: 'reason' in answer ? 1 : 0,
  };
}

function thresholdText(answer: ThresholdAnswer, messages: Messages, style: Style): string {
  const says = messages.answers.thresholds;
  if ('reason' in answer) {
    return `${says.reasons[answer.reason]}\n`;
  }
  const { header } = says;
  const table = tableLines(
    {
      header: [
        header.wish,
        header.threshold,
        header.interval,
        header.found,
        header.falseAlarms,
        header.precision,
        header.recall,
        header.reached,
      ],
      rows: answer.rows.map((row) => cellsOf(row, answer, messages)),
    },
    style.columns,
  );
  return [
    style.heading(says.title(answer)),
    ...table,
    '',
    says.intervals,
    ...(answer.channels > 1 ? [says.pooled(answer)] : []),
    says.anchors,
    '',
  ].join('\n');
}

function cellsOf(row: ThresholdRow, answer: ThresholdAnswer, messages: Messages): string[] {
  const says = messages.answers.thresholds;
  const inInterval = (value: string, interval: Interval | null, text: (end: number) => string) =>
    interval === null
      ? value
      : says.inInterval({ value, low: text(interval.low), high: text(interval.high) });
  const { score, interval, found, falseAlarms, precision, recall, reached } = row;
  return [
    says.wishes[row.wish](answer),
    score === null ? says.nothing : numberText(score),
    interval === null ? '' : `${numberText(interval.low)}…${numberText(interval.high)}`,
    countText(found),
    countText(falseAlarms),
    precision === null ? '' : inInterval(percentText(precision.value), precision, percentText),
    inInterval(percentText(recall.value), recall, percentText),
    reached === null ? '' : inInterval(numberText(reached.value), reached.interval, numberText),
  ];
}
