import { type PlotOptions, plot } from '@observablehq/plot';
import type { Report } from '../../../src/check/report/report';

/** A figure of the report: its drawing, and its numbers as a table. */
export interface ReportChart {
  /** Name of the figure's files. */
  readonly fileName: string;
  readonly heading: string;
  /** Explains the figure to the reader. */
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
  /** An SVG stroke-dasharray for a line that differs by its pattern. */
  readonly dash?: string;
}

/** Colours of the groups, the same in every figure. */
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

/** Colours of the losses, from cross-entropy to the chosen loss. */
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
  // Plot returns an SVG because there is no title and no legend. Its style sheet has no nonce, so it is removed.
  const svg = chart as SVGSVGElement;
  svg.querySelector('style')?.remove();
  return svg;
}
