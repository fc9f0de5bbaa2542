import { countText } from '../../format/count-text';
import { percentText } from '../../format/number-text';
import type { Messages } from '../../messages/messages';
import { classLabel } from '../report/class-label';
import type { Report } from '../report/report';
import type { Figure } from './figure';

/** Most confusions drawn; the table lists more. */
const DRAWN_CONFUSIONS = 20;

/** The classes that are taken for each other, the most frequent pair first; null where none was counted. */
export function confusions({ ranking, interpretation }: Report, messages: Messages): Figure | null {
  const pairs = ranking?.confusions ?? [];
  const [mostFrequent] = pairs;
  if (mostFrequent === undefined) {
    return null;
  }
  const { figures, report: says } = messages;
  const { confusions: own } = figures;
  const labelOf = (index: number) => classLabel(messages, interpretation, index);
  return {
    id: 'confusions',
    title: own.title,
    caption: own.caption,
    legend: [{ label: figures.elements, color: 'elements' }],
    drawing: {
      kind: 'bars',
      axis: {
        label: figures.elements,
        domain: [0, mostFrequent.count],
        scale: 'linear',
        shows: 'count',
      },
      groups: pairs.slice(0, DRAWN_CONFUSIONS).map(({ target, predicted, count, share }) => {
        const [label, other] = [labelOf(target), labelOf(predicted)];
        const text = countText(count);
        const title = own.bar(label, other, text, percentText(share));
        return {
          label: own.pair(label, other),
          bars: [{ value: count, color: 'elements' as const, text, title }],
        };
      }),
    },
    table: {
      columns: [
        { label: says.ranking.target, holds: 'text' },
        { label: says.ranking.takenFor, holds: 'text' },
        { label: figures.elements, holds: 'count' },
        { label: says.ranking.shareOfTarget, holds: 'share' },
      ],
      rows: pairs.map(({ target, predicted, count, share }) => [
        labelOf(target),
        labelOf(predicted),
        count,
        share,
      ]),
    },
  };
}
