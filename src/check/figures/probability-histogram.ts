import type { Messages } from '../../messages/messages';
import type { Report } from '../report/report';
import type { Figure } from './figure';
import { GROUP_HEIGHT, groupsOf, shareAxis } from './groups';

/** Lower end of the logarithmic axis, so that a bar of one element can be seen. */
const BELOW_ONE = 0.7;

/** Distribution of the target's probability p_t, for positives and negatives. */
export function probabilityHistogram(report: Report, { figures }: Messages): Figure {
  const histograms = report.distribution.targetProbability;
  const groups = groupsOf(report);
  const bins = histograms.positives.counts.length;
  const most = Math.max(10, ...groups.flatMap((group) => histograms[group].counts));
  return {
    id: 'target-probability',
    title: figures.histogram.title,
    caption: figures.histogram.caption,
    legend: groups.map((group) => ({ label: figures.groups[group], color: group })),
    drawing: {
      kind: 'frames',
      height: GROUP_HEIGHT,
      x: shareAxis('p_t'),
      y: { label: figures.elements, domain: [BELOW_ONE, most], scale: 'log', shows: 'count' },
      frames: groups.map((group) => ({
        label: { text: figures.groups[group], side: 'left' },
        bars: histograms[group].counts.flatMap((count, bin) =>
          count === 0 ? [] : [{ from: bin / bins, to: (bin + 1) / bins, top: count, color: group }],
        ),
        lines: [],
      })),
      places: histograms.positives.counts.map((_, bin) => ({
        x: (bin + 0.5) / bins,
        dots: groups.map((group, frame) => ({
          frame,
          y: Math.max(BELOW_ONE, histograms[group].counts[bin] ?? 0),
          color: group,
        })),
      })),
    },
    table: {
      columns: [
        { label: figures.histogram.from, holds: 'number' },
        { label: figures.histogram.to, holds: 'number' },
        { label: figures.groups.positives, holds: 'count' },
        { label: figures.groups.negatives, holds: 'count' },
      ],
      rows: histograms.positives.counts.map((count, bin) => [
        bin / bins,
        (bin + 1) / bins,
        count,
        histograms.negatives.counts[bin] ?? 0,
      ]),
    },
  };
}
