import type { Messages } from '../../messages/messages';
import type { CumulativeLoss, Report } from '../report/report';
import type { Figure } from './figure';
import { type Group, shareAxis } from './groups';

/** Line patterns from solid to finely dashed. */
const DASHES = ['none', '9 4', '2 3', '10 3 2 3', '16 4'] as const;

interface Curve {
  readonly gamma: number;
  readonly dash: string;
  readonly samples: readonly number[];
  readonly loss: readonly number[];
}

/** The paper's Figure 4 (Lin et al. 2017): the cumulative loss over the samples of one group; null where it has none. */
export function cumulativeLoss({ distribution }: Report, group: Group, { figures }: Messages): Figure | null {
  const says = figures.cumulative;
  const curves = distribution.cumulativeLoss.flatMap((entry, at) => curveOf(entry, group, at));
  const [first] = curves;
  if (first === undefined) {
    return null;
  }
  return {
    id: `cumulative-loss-${group}`,
    title: says.title(group),
    caption: says.captions[group],
    legend: curves.map(({ gamma, dash }) => ({ label: `γ = ${gamma}`, color: group, dash })),
    drawing: {
      kind: 'frames',
      height: 244,
      x: shareAxis(says.shareOf(group)),
      y: shareAxis(says.shareOfLoss),
      frames: [
        {
          bars: [],
          lines: curves.map(({ samples, loss, dash }) => ({
            points: samples.map((share, at) => ({ x: share, y: loss[at] ?? null })),
            color: group,
            dash,
          })),
        },
      ],
      places: first.samples.map((share, at) => ({
        x: share,
        dots: curves.map(({ loss }) => ({ frame: 0, y: loss[at] ?? 0, color: group })),
      })),
    },
    table: {
      columns: [
        { label: says.shareOf(group), holds: 'number' },
        ...curves.map(({ gamma }) => ({ label: says.lossAt(gamma), holds: 'number' as const })),
      ],
      rows: first.samples.map((share, at) => [share, ...curves.map(({ loss }) => loss[at] ?? null)]),
    },
  };
}

function curveOf(entry: CumulativeLoss, group: Group, at: number): Curve[] {
  const curve = entry[group];
  return curve === null ? [] : [{ ...curve, gamma: entry.gamma, dash: DASHES[at % DASHES.length] ?? 'none' }];
}
