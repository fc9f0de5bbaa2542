import { line, rectY, text } from '@observablehq/plot';
import { type LossCurvePoint, lossCurveOf } from '../../../src/check/derive/loss-curve';
import type { Report } from '../../../src/check/report/report';
import { messages } from '../../shared/messages';
import { drawPlot, type Group, groupColors, groupsOf, heightOf, lossColors, type ReportChart } from './chart';

/** Upper end of the loss axis: the cross-entropy at p_t = 0.7 %. */
const HIGHEST = 5;

interface Bar {
  readonly group: Group;
  readonly from: number;
  readonly to: number;
  /** Height of the bar in the unit of the losses; the fullest bin fills the frame. */
  readonly height: number;
}

/** The curve of the chosen loss over the p_t histogram of each side. */
export function lossCurve(report: Report): ReportChart | undefined {
  const curve = lossCurveOf(report);
  if (curve === null) {
    return undefined;
  }
  const groups = groupsOf(report);
  const { positives, negatives } = report.distribution.targetProbability;
  const { alpha, gamma } = report.parameters;
  const { reportPage } = messages;
  return {
    fileName: 'loss-over-target-probability',
    heading: reportPage.lossCurve.heading,
    explanation: reportPage.lossCurve.explanation(typeof alpha === 'number' ? alpha : null, gamma),
    legend: [
      { label: reportPage.focalLoss, color: lossColors.focal, dash: 'none' },
      { label: reportPage.crossEntropy, color: lossColors.crossEntropy, dash: '5 3' },
    ],
    draw: (width) =>
      draw(
        curve,
        groups.flatMap((group) => barsOf(report, group)),
        groups,
        width,
      ),
    columns: reportPage.lossCurve.columns,
    countColumns: [4, 5],
    rows: curve.map((point, bin) => [
      point.p,
      point.crossEntropy,
      point.positives,
      point.negatives,
      positives.counts[bin] ?? 0,
      negatives.counts[bin] ?? 0,
    ]),
  };
}

function barsOf({ distribution }: Report, group: Bar['group']): Bar[] {
  const { counts } = distribution.targetProbability[group];
  const tallest = Math.log10(Math.max(...counts) + 1);
  return counts.flatMap((count, bin) =>
    count === 0
      ? []
      : [
          {
            group,
            from: bin / counts.length,
            to: (bin + 1) / counts.length,
            height: (HIGHEST * Math.log10(count + 1)) / tallest,
          },
        ],
  );
}

function draw(
  curve: readonly LossCurvePoint[],
  bars: readonly Bar[],
  groups: readonly Group[],
  width: number,
): SVGSVGElement {
  const style = { x: 'p', clip: true, strokeWidth: 2 } as const;
  return drawPlot({
    width,
    height: heightOf(groups),
    x: { domain: [0, 1], label: 'p_t', grid: true },
    y: { domain: [0, HIGHEST], label: messages.reportPage.loss, grid: true, ticks: 5 },
    fy: { domain: groups, label: null, axis: null },
    marks: [
      rectY(bars, {
        x1: 'from',
        x2: 'to',
        y1: 0,
        y2: 'height',
        fy: 'group',
        insetRight: 1,
        fill: ({ group }: Bar) => groupColors[group],
        fillOpacity: 0.35,
      }),
      ...groups.flatMap((group) => [
        line(curve, {
          ...style,
          fy: () => group,
          y: 'crossEntropy',
          stroke: lossColors.crossEntropy,
          strokeDasharray: '5 3',
        }),
        line(curve, { ...style, fy: () => group, y: group, stroke: lossColors.focal }),
      ]),
      text(groups, {
        fy: (group) => group,
        text: (group: Group) => messages.reportPage.groups[group],
        frameAnchor: 'top-right',
        dx: -6,
        dy: 4,
        fontWeight: 600,
        fill: 'var(--vscode-foreground)',
        stroke: 'var(--vscode-editor-background)',
        strokeWidth: 4,
      }),
    ],
  });
}
