import { percentText } from '../../format/number-text';
import type { Messages } from '../../messages/messages';
import { classLabel } from '../report/class-label';
import type { Report } from '../report/report';
import type { Figure, MarkColor } from './figure';

/** Most classes drawn; the table lists all. */
const DRAWN_CLASSES = 40;

/** Each class's share of the elements, of the cross-entropy and of the focal loss; null with fewer than two classes. */
export function classShares({ classes, interpretation }: Report, messages: Messages): Figure | null {
  const total = classes.reduce((sum, { count }) => sum + count, 0);
  if (classes.length < 2 || total === 0) {
    return null;
  }
  const { figures, losses } = messages;
  const says = figures.classShares;
  const labelOf = (index: number) => classLabel(messages, interpretation, index);
  const byLoss = classes.toSorted((one, other) => (other.focalShare ?? 0) - (one.focalShare ?? 0));
  const groups = byLoss.slice(0, DRAWN_CLASSES).map(({ index, count, crossEntropyShare, focalShare }) => {
    const label = labelOf(index);
    const bar = (color: MarkColor, value: number, of: string) => {
      const text = percentText(value);
      return { value, color, text, title: says.bar(label, text, of) };
    };
    return {
      label,
      bars: [
        bar('elements', count / total, figures.elements),
        bar('crossEntropy', crossEntropyShare ?? 0, losses.names.crossEntropy),
        bar('focal', focalShare ?? 0, losses.names.focal),
      ],
    };
  });
  const largest = Math.max(...groups.flatMap(({ bars }) => bars.map(({ value }) => value)));
  return {
    id: 'class-shares',
    title: says.title,
    caption: classes.length > DRAWN_CLASSES ? says.captionOfMost(DRAWN_CLASSES) : says.caption,
    legend: [
      { label: figures.elements, color: 'elements' },
      { label: losses.names.crossEntropy, color: 'crossEntropy' },
      { label: losses.names.focal, color: 'focal' },
    ],
    drawing: {
      kind: 'bars',
      axis: { label: figures.share, domain: [0, largest > 0 ? largest : 1], scale: 'linear', shows: 'share' },
      groups,
    },
    table: {
      columns: [
        { label: says.class, holds: 'text' },
        { label: figures.elements, holds: 'count' },
        { label: says.ofCrossEntropy, holds: 'share' },
        { label: says.ofFocal, holds: 'share' },
        { label: says.ofGradient, holds: 'share' },
      ],
      rows: byLoss.map(({ index, count, crossEntropyShare, focalShare, gradientShare }) => [
        labelOf(index),
        count,
        crossEntropyShare,
        focalShare,
        gradientShare,
      ]),
    },
  };
}
