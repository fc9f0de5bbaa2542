import type { Messages } from '../../messages/messages';
import type { ClassRow } from '../derive/class-rows';
import { groupsOfClass } from '../derive/class-scores';
import type { ClassEntry } from '../statistics/class-scores';
import type { Figure, MarkColor } from './figure';
import { GROUP_HEIGHT } from './groups';

/** Width of a drawn bin in logits. */
const WIDTH = 0.25;
/** Logits beyond are drawn at the ends of the axis: their probabilities differ from 0 and 1 by 1e-7. */
const WIDEST = 16;
/** Lower end of the logarithmic axis, so that a bar of one score can be seen. */
const BELOW_ONE = 0.7;

/** The scores of one class and of all other examples, over the logit. */
export function classScoresFigure(
  entry: ClassEntry,
  { threshold }: ClassRow,
  name: string,
  { classes: says }: Messages,
): Figure {
  const bins = binsOf(entry);
  const from = bins[0]?.from ?? -1;
  const to = (bins.at(-1)?.from ?? 1) + WIDTH;
  const most = Math.max(10, ...bins.flatMap(({ positives, negatives }) => [positives, negatives]));
  const sides: readonly { readonly key: 'positives' | 'negatives'; readonly label: string }[] = [
    { key: 'positives', label: says.ofClass },
    { key: 'negatives', label: says.ofOthers },
  ];
  const scores = bins.reduce((sum, { positives, negatives }) => sum + positives + negatives, 0);
  const cut = threshold?.logit ?? null;
  const mark = cut === null || cut < from || cut > to ? [] : [cut];
  return {
    id: `class-${entry.index}-scores`,
    title: says.histogram({ name }),
    caption: says.histogramCaption({ scores }),
    legend: sides.map(({ key, label }) => ({ label, color: key })),
    drawing: {
      kind: 'frames',
      height: GROUP_HEIGHT,
      x: { label: says.logit, domain: [from, to], scale: 'linear', shows: 'number' },
      y: { label: says.header.count, domain: [BELOW_ONE, most], scale: 'log', shows: 'count' },
      frames: sides.map(({ key, label }) => ({
        label: { text: label, side: 'left' },
        bars: bins.flatMap((bin) =>
          bin[key] === 0 ? [] : [{ from: bin.from, to: bin.from + WIDTH, top: bin[key], color: key }],
        ),
        lines: mark.map((x) => ({
          points: [
            { x, y: BELOW_ONE },
            { x, y: most },
          ],
          color: 'other' as MarkColor,
          dash: '4 3',
        })),
      })),
      places: bins.map((bin) => ({
        x: bin.from + WIDTH / 2,
        dots: sides.map(({ key }, frame) => ({ frame, y: Math.max(BELOW_ONE, bin[key]), color: key })),
      })),
    },
    table: {
      columns: [
        { label: says.from, holds: 'number' },
        { label: says.to, holds: 'number' },
        { label: says.ofClass, holds: 'count' },
        { label: says.ofOthers, holds: 'count' },
      ],
      rows: bins.map(({ from: low, positives, negatives }) => [low, low + WIDTH, positives, negatives]),
    },
  };
}

interface Bin {
  readonly from: number;
  positives: number;
  negatives: number;
}

/** Drawn bins from the first filled one to the last. */
function binsOf(entry: ClassEntry): Bin[] {
  const filled = new Map<number, Bin>();
  for (const { low, high, positives, negatives } of groupsOfClass(entry).groups) {
    const inside = Math.max(-WIDEST, Math.min(WIDEST - WIDTH, low === Number.NEGATIVE_INFINITY ? high : low));
    const at = Math.floor(inside / WIDTH);
    const bin = filled.get(at) ?? { from: at * WIDTH, positives: 0, negatives: 0 };
    filled.set(at, {
      from: bin.from,
      positives: bin.positives + positives,
      negatives: bin.negatives + negatives,
    });
  }
  const places = [...filled.keys()];
  if (places.length === 0) {
    return [];
  }
  const [first, last] = [Math.min(...places), Math.max(...places)];
  return Array.from(
    { length: last - first + 1 },
    (_, step) => filled.get(first + step) ?? { from: (first + step) * WIDTH, positives: 0, negatives: 0 },
  );
}
