import { numberText } from '../../format/number-text';
import type { Messages } from '../../messages/messages';
import type { BinaryChoice, Choice } from '../derive/choice';
import type { Figure, LegendEntry, Point } from '../figures/figure';
import { shareAxis } from '../figures/groups';
import { balanceTable } from './choice-tables';

/** The best α of each γ in the paper: Lin et al. 2017, Table 1b. */
export const PAPER_PAIRS: readonly { readonly gamma: number; readonly alpha: number }[] = [
  { gamma: 0, alpha: 0.75 },
  { gamma: 0.1, alpha: 0.75 },
  { gamma: 0.2, alpha: 0.75 },
  { gamma: 0.5, alpha: 0.5 },
  { gamma: 1, alpha: 0.25 },
  { gamma: 2, alpha: 0.25 },
  { gamma: 5, alpha: 0.25 },
];
/** The largest γ of the lines. */
const WIDEST = 5;

/** The balanced α over γ, on the logits and at the start, with the α and γ that are meant and those of the paper. */
export function balanceFigure(
  { alpha, gamma, balance }: Choice,
  binary: BinaryChoice,
  messages: Messages,
): Figure {
  const { choose: says } = messages.answers;
  const points = balance?.line ?? binary.line;
  const start: Point[] = points.map((point) => ({ x: point.gamma, y: point.atPrior }));
  const onLogits: Point[] = balance?.line.map((point) => ({ x: point.gamma, y: point.balancedAlpha })) ?? [];
  const own = { x: gamma, y: alpha ?? 0.5 };
  const legend = {
    logits: { label: says.lineHeader.onLogits, color: 'model', dash: 'none' },
    start: { label: says.lineHeader.atPrior, color: 'other', dash: '6 4' },
    own: { label: says.figure.own, color: 'focal' },
    paper: { label: says.figure.paper, color: 'crossEntropy' },
  } as const satisfies Readonly<Record<string, LegendEntry>>;
  const table = balanceTable(binary, balance, messages);
  return {
    id: 'balance',
    title: says.figure.title,
    caption: says.figure.caption,
    legend: [...(balance === null ? [] : [legend.logits]), legend.start, legend.paper, legend.own],
    drawing: {
      kind: 'frames',
      height: 'square',
      x: { label: 'γ', domain: [0, Math.max(WIDEST, gamma)], scale: 'linear', shows: 'number' },
      y: shareAxis('α'),
      frames: [
        {
          bars: [],
          lines: [
            { points: start, color: legend.start.color, dash: legend.start.dash },
            { points: onLogits, color: legend.logits.color, dash: legend.logits.dash },
            {
              points: PAPER_PAIRS.map((pair) => ({ x: pair.gamma, y: pair.alpha })),
              color: legend.paper.color,
              dash: 'none',
              isDotsOnly: true,
            },
            { points: [own], color: legend.own.color, dash: 'none', isDotsOnly: true },
          ],
          notes: [
            {
              ...own,
              text: says.figure.point({
                alpha: alpha === null ? null : numberText(alpha),
                gamma: numberText(gamma),
              }),
            },
          ],
        },
      ],
      places: points.map((point, at) => ({
        x: point.gamma,
        dots: [
          { frame: 0, y: point.atPrior, color: legend.start.color },
          ...(onLogits[at]?.y == null ? [] : [{ frame: 0, y: onLogits[at].y, color: legend.logits.color }]),
        ],
      })),
    },
    table: {
      columns: table.columns,
      rows: table.rows.map((row) => row.map((cell) => (typeof cell === 'object' ? null : cell))),
    },
  };
}
