import { percentText } from '../../format/number-text';
import type { Messages } from '../../messages/messages';
import { classesByRecall } from '../derive/worst-recall';
import { classLabel } from '../report/class-label';
import type { Report } from '../report/report';
import type { Figure } from './figure';
import { shareAxis } from './groups';

/** Most classes drawn; the table lists all. */
const DRAWN_CLASSES = 20;

/** The share of each class's examples that the model takes for it, the least first; null where it was not counted. */
export function classRecall(report: Report, messages: Messages): Figure | null {
  const classes = classesByRecall(report);
  if (classes.length === 0) {
    return null;
  }
  const { figures, report: says } = messages;
  const { classRecall: own } = figures;
  const labelOf = (index: number) => classLabel(messages, report.interpretation, index);
  const recall = figures.ranking.roc.recall;
  return {
    id: 'class-recall',
    title: own.title,
    caption: classes.length > DRAWN_CLASSES ? own.captionOfWorst(DRAWN_CLASSES) : own.caption,
    legend: [{ label: recall, color: 'model' }],
    drawing: {
      kind: 'bars',
      axis: { ...shareAxis(recall), shows: 'share' },
      groups: classes.slice(0, DRAWN_CLASSES).map(({ index, recall: value, low, high }) => {
        const label = labelOf(index);
        const text = percentText(value);
        const title = own.bar(label, text, percentText(low), percentText(high));
        return { label, bars: [{ value: value ?? 0, color: 'model' as const, text, title }] };
      }),
    },
    table: {
      columns: [
        { label: figures.classShares.class, holds: 'text' },
        { label: figures.elements, holds: 'count' },
        { label: recall, holds: 'share' },
        { label: says.ranking.low, holds: 'share' },
        { label: says.ranking.high, holds: 'share' },
        { label: says.ranking.predicted, holds: 'count' },
        { label: says.ranking.expected, holds: 'count' },
      ],
      rows: classes.map(({ index, count, recall: value, low, high, predicted, expected }) => [
        labelOf(index),
        count,
        value,
        low,
        high,
        predicted,
        expected,
      ]),
    },
  };
}
