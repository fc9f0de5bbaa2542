import { line } from '@observablehq/plot';
import type { CumulativeLoss, Report } from '../../../src/check/report/report';
import { messages } from '../../shared/messages';
import { DASH_PATTERNS } from '../../shared/palette';
import { drawPlot, type Group, groupColors, type ReportChart } from './chart';

interface Curve {
  readonly gamma: number;
  readonly dash: string;
  readonly points: readonly { readonly samples: number; readonly loss: number }[];
}

/** The paper's Figure 4 (Lin et al. 2017): the cumulative loss over the samples of one group. */
export function cumulativeLoss({ distribution }: Report, group: Group): ReportChart | undefined {
  const { cumulative } = messages.reportPage;
  const curves = distribution.cumulativeLoss.flatMap((entry, index) => curveOf(entry, group, index));
  if (curves.length === 0) {
    return undefined;
  }
  return {
    fileName: `cumulative-loss-${group}`,
    heading: cumulative.heading(group),
    explanation: cumulative.explanations[group],
    legend: curves.map(({ gamma, dash }) => ({ label: `γ = ${gamma}`, color: groupColors[group], dash })),
    draw: (width) => draw(curves, group, width),
    columns: [cumulative.shareOfSamples, ...curves.map(({ gamma }) => cumulative.lossAt(gamma))],
    rows: (curves[0]?.points ?? []).map(({ samples }, index) => [
      samples,
      ...curves.map(({ points }) => points[index]?.loss ?? Number.NaN),
    ]),
  };
}

function curveOf(entry: CumulativeLoss, group: Group, index: number): Curve[] {
  const curve = entry[group];
  if (curve === null) {
    return [];
  }
  return [
    {
      gamma: entry.gamma,
      dash: DASH_PATTERNS[index % DASH_PATTERNS.length] ?? 'none',
      points: curve.samples.map((samples, at) => ({ samples, loss: curve.loss[at] ?? Number.NaN })),
    },
  ];
}

function draw(curves: readonly Curve[], group: Group, width: number): SVGSVGElement {
  const { cumulative } = messages.reportPage;
  return drawPlot({
    width,
    height: 300,
    x: { domain: [0, 1], label: cumulative.shareOf(group), percent: false, grid: true },
    y: { domain: [0, 1], label: cumulative.shareOfLoss, grid: true },
    marks: curves.map(({ points, dash }, index) =>
      line(points, {
        x: 'samples',
        y: 'loss',
        stroke: groupColors[group],
        strokeDasharray: dash,
        strokeWidth: 1.5 + index * 0.25,
      }),
    ),
  });
}
