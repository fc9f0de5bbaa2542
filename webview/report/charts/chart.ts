import { type PlotOptions, plot } from '@observablehq/plot';

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
