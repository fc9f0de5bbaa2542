import { rectY, ruleY, text } from '@observablehq/plot';
import type { Report } from '../../../src/check/report/report';
import { messages } from '../../shared/messages';
import { drawPlot, type Group, groupColors, groupsOf, heightOf, type ReportChart } from './chart';

interface Bar {
  readonly group: Group;
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

/** Distribution of the target's probability p_t, for positives and negatives. */
export function probabilityHistogram(report: Report): ReportChart {
  const histograms = report.distribution.targetProbability;
  const { histogram } = messages.reportPage;
  const groups = groupsOf(report);
  const bins = histograms.positives.counts.length;
  const bars: Bar[] = groups.flatMap((group) =>
    histograms[group].counts.map((count, bin) => ({ group, from: bin / bins, to: (bin + 1) / bins, count })),
  );
  return {
    fileName: 'target-probability',
    heading: histogram.heading,
    explanation: histogram.explanation,
    legend: groups.map((group) => ({ label: messages.reportPage.groups[group], color: groupColors[group] })),
    draw: (width) => draw(bars, groups, width),
    columns: histogram.columns,
    countColumns: [2, 3],
    rows: histograms.positives.counts.map((count, bin) => [
      bin / bins,
      (bin + 1) / bins,
      count,
      histograms.negatives.counts[bin] ?? 0,
    ]),
  };
}

function draw(bars: readonly Bar[], groups: readonly Group[], width: number): SVGSVGElement {
  const most = Math.max(10, ...bars.map(({ count }) => count));
  return drawPlot({
    width,
    height: heightOf(groups),
    x: { domain: [0, 1], label: 'p_t', grid: true },
    y: {
      type: 'log',
      domain: [0.7, most],
      label: messages.reportPage.elements,
      grid: true,
      ticks: 4,
      tickFormat: 's',
    },
    fy: { domain: groups, label: null, axis: null },
    marks: [
      rectY(
        bars.filter(({ count }) => count > 0),
        {
          x1: 'from',
          x2: 'to',
          y1: 0.7,
          y2: 'count',
          fy: 'group',
          insetRight: 1,
          fill: ({ group }: Bar) => groupColors[group],
        },
      ),
      ruleY([0.7], { stroke: 'currentColor' }),
      text(groups, {
        fy: (group) => group,
        text: (group: Group) => messages.reportPage.groups[group],
        frameAnchor: 'top-left',
        dx: 6,
        dy: 4,
        fontWeight: 600,
        fill: 'var(--vscode-foreground)',
        stroke: 'var(--vscode-editor-background)',
        strokeWidth: 4,
      }),
    ],
  });
}
