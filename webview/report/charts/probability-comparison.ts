import { line } from '@observablehq/plot';
import type { Report } from '../../../src/check/report/report';
import { messages } from '../../shared/messages';
import { drawPlot, groupColors, type ReportChart } from './chart';

interface Point {
  readonly probability: number;
  readonly share: number;
}

/** The p_t histograms of one group in two reports, overlaid. They show shares, since the sizes may differ. */
export function probabilityComparison(
  group: 'positives' | 'negatives',
  reports: readonly { readonly title: string; readonly report: Report }[],
): ReportChart {
  const { comparedHistogram } = messages.reportPage;
  const curves = reports.map(({ title, report }, index) => ({
    label: title,
    dash: index === 0 ? 'none' : '6 3',
    color: index === 0 ? groupColors[group] : 'var(--vscode-foreground)',
    points: pointsOf(report, group),
  }));
  return {
    fileName: `target-probability-${group}-compared`,
    heading: comparedHistogram.heading(group),
    explanation: comparedHistogram.explanation(group),
    legend: curves,
    draw: (width) =>
      drawPlot({
        width,
        height: 260,
        x: { domain: [0, 1], label: 'p_t', grid: true },
        y: {
          type: 'sqrt',
          domain: [0, 1],
          label: comparedHistogram.shareOf(group),
          grid: true,
          tickFormat: '.0%',
        },
        marks: curves.map(({ points, color, dash }) =>
          line(points, {
            x: 'probability',
            y: 'share',
            curve: 'step',
            stroke: color,
            strokeDasharray: dash,
            strokeWidth: 1.75,
          }),
        ),
      }),
    columns: ['p_t', ...reports.map(({ title }) => title)],
    rows: (curves[0]?.points ?? []).map(({ probability }, bin) => [
      probability,
      ...curves.map(({ points }) => points[bin]?.share ?? Number.NaN),
    ]),
  };
}

function pointsOf({ distribution }: Report, group: 'positives' | 'negatives'): Point[] {
  const { counts } = distribution.targetProbability[group];
  const total = counts.reduce((sum, count) => sum + count, 0);
  return counts.map((count, bin) => ({
    probability: (bin + 0.5) / counts.length,
    share: total === 0 ? 0 : count / total,
  }));
}
