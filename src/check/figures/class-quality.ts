import { numberText } from '../../format/number-text';
import type { Messages } from '../../messages/messages';
import { classesByQuality } from '../derive/worst-classes';
import { classLabel } from '../report/class-label';
import type { Report } from '../report/report';
import type { Figure } from './figure';

/** Most classes drawn; the table lists all. */
const DRAWN_CLASSES = 20;

/** The classes by the mean cross-entropy of their own examples, the worst first; null with fewer than three classes. */
export function classQuality(report: Report, messages: Messages): Figure | null {
  const classes = report.classes.length > 2 ? classesByQuality(report) : [];
  const largest = classes[0]?.meanCrossEntropy ?? 0;
  if (!(largest > 0)) {
    return null;
  }
  const { figures, report: says } = messages;
  const { classQuality: own } = figures;
  const labelOf = (index: number) => classLabel(messages, report.interpretation, index);
  return {
    id: 'class-quality',
    title: own.title,
    caption: classes.length > DRAWN_CLASSES ? own.captionOfWorst(DRAWN_CLASSES) : own.caption,
    legend: [{ label: says.ranking.meanCrossEntropy, color: 'model' }],
    drawing: {
      kind: 'bars',
      axis: {
        label: says.ranking.meanCrossEntropy,
        domain: [0, largest],
        scale: 'linear',
        shows: 'number',
      },
      groups: classes.slice(0, DRAWN_CLASSES).map(({ index, meanCrossEntropy }) => {
        const label = labelOf(index);
        const text = numberText(meanCrossEntropy);
        return {
          label,
          bars: [{ value: meanCrossEntropy, color: 'model' as const, text, title: own.bar(label, text) }],
        };
      }),
    },
    table: {
      columns: [
        { label: figures.classShares.class, holds: 'text' },
        { label: figures.elements, holds: 'count' },
        { label: says.ranking.meanCrossEntropy, holds: 'number' },
        { label: says.ranking.typicalProbability, holds: 'number' },
      ],
      rows: classes.map(({ index, count, meanCrossEntropy, typicalProbability }) => [
        labelOf(index),
        count,
        meanCrossEntropy,
        typicalProbability,
      ]),
    },
  };
}
