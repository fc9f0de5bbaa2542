import type { Messages } from '../../messages/messages';
import { lossCurveOf } from '../derive/loss-curve';
import type { Report } from '../report/report';
import type { Bar, Figure } from './figure';
import { GROUP_HEIGHT, type Group, groupsOf, shareAxis } from './groups';

/** Upper end of the loss axis: the cross-entropy at p_t = 0.7 %. */
const HIGHEST = 5;
const CROSS_ENTROPY_DASH = '5 3';

/** The curve of the chosen loss over the p_t histogram of each group; null for soft targets. */
export function lossCurve(report: Report, { figures, losses }: Messages): Figure | null {
  const curve = lossCurveOf(report);
  if (curve === null) {
    return null;
  }
  const groups = groupsOf(report);
  const { positives, negatives } = report.distribution.targetProbability;
  const { alpha, gamma } = report.parameters;
  const says = figures.lossCurve;
  return {
    id: 'loss-over-target-probability',
    title: says.title,
    caption: says.caption(typeof alpha === 'number' ? alpha : null, gamma),
    legend: [
      { label: losses.names.focal, color: 'focal', dash: 'none' },
      { label: losses.names.crossEntropy, color: 'crossEntropy', dash: CROSS_ENTROPY_DASH },
      ...groups.map((group) => ({ label: figures.groups[group], color: group })),
    ],
    drawing: {
      kind: 'frames',
      height: GROUP_HEIGHT,
      x: shareAxis('p_t'),
      y: { label: figures.loss, domain: [0, HIGHEST], scale: 'linear', shows: 'number' },
      frames: groups.map((group) => ({
        label: { text: figures.groups[group], side: 'right' },
        bars: barsOf(report, group),
        lines: [
          {
            points: curve.map(({ p, crossEntropy }) => ({ x: p, y: crossEntropy })),
            color: 'crossEntropy',
            dash: CROSS_ENTROPY_DASH,
          },
          {
            points: curve.map((point) => ({ x: point.p, y: point[group] })),
            color: 'focal',
            dash: 'none',
          },
        ],
      })),
      places: curve.map((point) => ({
        x: point.p,
        dots: groups.map((group, frame) => ({ frame, y: Math.min(HIGHEST, point[group]), color: 'focal' })),
      })),
    },
    table: {
      columns: [
        { label: 'p_t', holds: 'number' },
        { label: losses.names.crossEntropy, holds: 'number' },
        { label: says.ofPositive, holds: 'number' },
        { label: says.ofNegative, holds: 'number' },
        { label: figures.groups.positives, holds: 'count' },
        { label: figures.groups.negatives, holds: 'count' },
      ],
      rows: curve.map((point, bin) => [
        point.p,
        point.crossEntropy,
        point.positives,
        point.negatives,
        positives.counts[bin] ?? 0,
        negatives.counts[bin] ?? 0,
      ]),
    },
  };
}

/** The histogram with a logarithmic height of its own: the fullest bin fills the frame. */
function barsOf({ distribution }: Report, group: Group): Bar[] {
  const { counts } = distribution.targetProbability[group];
  const tallest = Math.log10(Math.max(...counts) + 1);
  return counts.flatMap((count, bin) =>
    count === 0
      ? []
      : [
          {
            from: bin / counts.length,
            to: (bin + 1) / counts.length,
            top: (HIGHEST * Math.log10(count + 1)) / tallest,
            color: group,
            opacity: 0.35,
          },
        ],
  );
}
