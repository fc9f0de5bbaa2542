import { type PlotOptions, plot } from '@observablehq/plot';
import type { Report } from '../../../src/check/report/report';

/** A figure of the report: how it is drawn, and the same numbers as a table. */
export interface ReportChart {
  /** Names the figure's files when it is saved. */
  readonly fileName: string;
  readonly heading: string;
  /** What is to be seen and how to read it. */
  readonly explanation: string;
  readonly legend: readonly LegendEntry[];
  readonly draw: (width: number) => SVGSVGElement;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly number[])[];
  /** Places of the columns that hold counts. */
  readonly countColumns?: readonly number[];
}

export interface LegendEntry {
  readonly label: string;
  /** A CSS colour. */
  readonly color: string;
  /** An SVG stroke-dasharray, where a line's pattern tells it apart. */
  readonly dash?: string;
}

/** Groups keep their colours in every figure. */
export const groupColors = {
  positives: 'var(--vscode-charts-yellow)',
  negatives: 'var(--vscode-charts-blue)',
} as const;

export type Group = keyof typeof groupColors;

const GROUPS: readonly Group[] = ['positives', 'negatives'];

/** The groups that have elements: a softmax without a background has no negatives. Both when neither has. */
export function groupsOf({ distribution }: Report): readonly Group[] {
  const filled = GROUPS.filter((group) =>
    distribution.targetProbability[group].counts.some((count) => count > 0),
  );
  return filled.length === 0 ? GROUPS : filled;
}

/** Height of a figure with one part for each group. */
export function heightOf(shown: readonly Group[]): number {
  return shown.length === 1 ? 200 : 330;
}

/** Colours of the losses, from the one that changes nothing to the one that is meant. */
export const lossColors = {
  crossEntropy: 'var(--vscode-descriptionForeground)',
  focal: 'var(--vscode-charts-green)',
} as const;

/** Draws with Observable Plot in the theme's colours. */
export function drawPlot(options: PlotOptions): SVGSVGElement {
  const chart = plot({
    marginLeft: 58,
    marginRight: 16,
    className: 'focal-plot',
    style: {
      fontFamily: 'var(--vscode-font-family)',
      fontSize: '12px',
      color: 'var(--vscode-descriptionForeground)',
    },
    marginBottom: 44,
    ...options,
    x: { labelAnchor: 'center', labelArrow: 'none', labelOffset: 38, ...options.x },
  });
  // Without a title or a legend, Plot makes an SVG. Its inline style sheet carries no nonce, so it goes.
  const svg = chart as SVGSVGElement;
  svg.querySelector('style')?.remove();
  return svg;
}
