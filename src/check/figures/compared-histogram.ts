import type { Messages } from '../../messages/messages';
import type { Report } from '../report/report';
import type { Figure, MarkColor, Point } from './figure';
import { type Group, shareAxis } from './groups';

/** The p_t histograms of one group in two reports, overlaid. They show shares, since the sizes may differ. */
export function comparedHistogram(
  group: Group,
  reports: readonly { readonly title: string; readonly report: Report }[],
  { figures }: Messages,
): Figure {
  const says = figures.comparedHistogram;
  const curves = reports.map(({ title, report }, index) => ({
    label: title,
    dash: index === 0 ? 'none' : '6 3',
    color: (index === 0 ? group : 'other') as MarkColor,
    shares: sharesOf(report, group),
  }));
  const bins = curves[0]?.shares.length ?? 0;
  const centre = (bin: number) => (bin + 0.5) / bins;
  return {
    id: `target-probability-${group}-compared`,
    title: says.title(group),
    caption: says.caption(group),
    legend: curves,
    drawing: {
      kind: 'frames',
      height: 204,
      x: shareAxis('p_t'),
      y: { label: says.shareOf(group), domain: [0, 1], scale: 'sqrt', shows: 'share' },
      frames: [
        {
          bars: [],
          lines: curves.map(({ shares, color, dash }) => ({ points: steps(shares), color, dash })),
        },
      ],
      places: Array.from({ length: bins }, (_, bin) => ({
        x: centre(bin),
        dots: curves.map(({ shares, color }) => ({ frame: 0, y: shares[bin] ?? 0, color })),
      })),
    },
    table: {
      columns: [
        { label: 'p_t', holds: 'number' },
        ...curves.map(({ label }) => ({ label, holds: 'share' as const })),
      ],
      rows: Array.from({ length: bins }, (_, bin) => [
        centre(bin),
        ...curves.map(({ shares }) => shares[bin] ?? null),
      ]),
    },
  };
}

function sharesOf({ distribution }: Report, group: Group): number[] {
  const { counts } = distribution.targetProbability[group];
  const total = counts.reduce((sum, count) => sum + count, 0);
  return counts.map((count) => (total === 0 ? 0 : count / total));
}

/** The outline of a histogram from 0 to 1. */
function steps(shares: readonly number[]): Point[] {
  return shares.flatMap((share, bin) => [
    { x: bin / shares.length, y: share },
    { x: (bin + 1) / shares.length, y: share },
  ]);
}
