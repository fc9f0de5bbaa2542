import type { Messages } from '../../messages/messages';
import { type ClassRow, classRowsOf } from '../derive/class-rows';
import { classLabel } from '../report/class-label';
import type { Report } from '../report/report';
import type { AnswerTable } from './answer-card';

type LabelRow = Pick<ClassRow, 'index' | 'count' | 'threshold'>;

/** The threshold of best F1 of each label; empty where the scores of labels were not counted by themselves. */
export function labelThresholds(report: Report): readonly LabelRow[] {
  return classRowsOf(report)?.classes ?? [];
}

/** The thresholds of the labels and what each finds. */
export function labelTable(labels: readonly LabelRow[], report: Report, messages: Messages): AnswerTable {
  const { thresholds: says, choose } = messages.answers;
  const { header } = says;
  return {
    id: 'thresholds-by-label',
    caption: says.byLabel,
    columns: [
      { label: choose.classHeader.name, holds: 'text' },
      { label: choose.classHeader.count, holds: 'count' },
      { label: header.threshold, holds: 'number' },
      { label: header.found, holds: 'count' },
      { label: header.falseAlarms, holds: 'count' },
      { label: header.precision, holds: 'share' },
      { label: header.recall, holds: 'share' },
      { label: 'F1', holds: 'number' },
    ],
    rows: labels.map(({ index, count, threshold }) => [
      classLabel(messages, report.interpretation, index),
      count,
      threshold?.score ?? null,
      threshold?.found ?? null,
      threshold?.falseAlarms ?? null,
      threshold?.precision ?? null,
      threshold?.recall ?? null,
      threshold?.reached?.value ?? null,
    ]),
  };
}

/** A Python dictionary of the thresholds by the index of the label; one without a threshold is left out. */
export function dictionaryOf(labels: readonly LabelRow[]): string {
  const entries = labels.flatMap(({ index, threshold }) =>
    threshold === null || threshold.score === null ? [] : [`${index}: ${threshold.score}`],
  );
  return `thresholds = {${entries.join(', ')}}\n`;
}
