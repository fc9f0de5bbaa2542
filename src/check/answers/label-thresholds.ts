import type { Messages } from '../../messages/messages';
import { type LabelThreshold, thresholdsByName } from '../derive/label-thresholds';
import { classLabel } from '../report/class-label';
import type { Report } from '../report/report';
import type { AnswerCopy, AnswerTable } from './answer-card';
import { inInterval, thresholdCell } from './threshold-table';

/** The thresholds of the labels and what each finds. */
export function labelTable(
  labels: readonly LabelThreshold[],
  { interpretation }: Pick<Report, 'interpretation'>,
  messages: Messages,
): AnswerTable {
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
    rows: labels.map(({ index, name, count, threshold }) => [
      name ?? classLabel(messages, interpretation, index),
      count,
      threshold && thresholdCell(threshold, says.nothing),
      threshold?.found ?? null,
      threshold?.falseAlarms ?? null,
      threshold?.precision ?? null,
      threshold?.recall ?? null,
      threshold?.reached == null ? null : inInterval(threshold.reached.value, threshold.reached.interval),
    ]),
  };
}

/** The thresholds as a dictionary by the name of the label, or by its index; one without a threshold is left out. */
export function labelCopies(
  labels: readonly LabelThreshold[],
  { answers: { thresholds: says } }: Messages,
): AnswerCopy[] {
  const scores = thresholdsByName(labels);
  const entries = scores.map(([name, score]) => `${JSON.stringify(name)}: ${score}`);
  return [
    { label: says.copies.byLabel, code: `thresholds = {${entries.join(', ')}}\n` },
    {
      label: says.copies.byLabelAsJson,
      code: `${JSON.stringify(Object.fromEntries(scores), null, 2)}\n`,
    },
  ];
}
