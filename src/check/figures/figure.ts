import { countText } from '../../format/count-text';
import { numberText, percentText } from '../../format/number-text';
import type { ThemeColorName } from './theme-colors';

/** The meaning of a mark, which decides its colour in every figure. */
export const MARK_COLORS = {
  positives: 'charts-yellow',
  negatives: 'charts-blue',
  elements: 'charts-blue',
  crossEntropy: 'descriptionForeground',
  focal: 'charts-green',
  model: 'charts-purple',
  scaled: 'charts-green',
  other: 'foreground',
} as const satisfies Readonly<Record<string, ThemeColorName>>;

export type MarkColor = keyof typeof MARK_COLORS;

/** The colour of a mark as CSS: a colour of the theme. */
export function markColor(color: MarkColor): string {
  return `var(--vscode-${MARK_COLORS[color]})`;
}

/** A figure of a report as data: the panel and the exported page draw it alike. */
export interface Figure {
  /** Name of the figure's files. */
  readonly id: string;
  readonly title: string;
  /** Explains the figure to the reader. */
  readonly caption: string;
  readonly legend: readonly LegendEntry[];
  readonly drawing: FrameDrawing | BarDrawing;
  readonly table: FigureTable;
}

export interface LegendEntry {
  readonly label: string;
  readonly color: MarkColor;
  /** An SVG stroke-dasharray for a line; undefined for an area. */
  readonly dash?: string;
}

/** The numbers of a figure. */
export interface FigureTable {
  readonly columns: readonly FigureColumn[];
  readonly rows: readonly (readonly FigureCell[])[];
}

export interface FigureColumn {
  readonly label: string;
  readonly holds: 'text' | 'number' | 'count' | 'share';
}

export type FigureCell = string | number | null;

/** One frame or several, one above the other, with common axes. */
export interface FrameDrawing {
  readonly kind: 'frames';
  readonly x: Axis;
  readonly y: Axis;
  /** Height of a frame in pixels; `square` for axes of the same length. */
  readonly height: number | 'square';
  readonly frames: readonly Frame[];
  /** The place of the crosshair for each row of the table, if the rows are places of the figure. */
  readonly places?: readonly CrosshairPlace[];
}

export interface Axis {
  readonly label: string;
  readonly domain: readonly [number, number];
  readonly scale: 'linear' | 'log' | 'sqrt';
  readonly shows: 'number' | 'count' | 'share';
  /** Ticks that are not at round numbers. */
  readonly ticks?: readonly (readonly [at: number, text: string])[];
}

export interface Frame {
  readonly label?: { readonly text: string; readonly side: 'left' | 'right' };
  readonly bars: readonly Bar[];
  readonly lines: readonly Line[];
  /** Texts beside points. */
  readonly notes?: readonly Note[];
}

export interface Note {
  readonly x: number;
  readonly y: number;
  readonly text: string;
}

export interface Bar {
  readonly from: number;
  readonly to: number;
  readonly top: number;
  readonly color: MarkColor;
  readonly opacity?: number;
}

export interface Line {
  readonly points: readonly Point[];
  readonly color: MarkColor;
  readonly dash: string;
  readonly hasDots?: boolean;
  /** True for dots without a line between them. */
  readonly isDotsOnly?: boolean;
}

export interface Point {
  readonly x: number;
  /** Null where the line is interrupted. */
  readonly y: number | null;
}

export interface CrosshairPlace {
  readonly x: number;
  readonly dots: readonly { readonly frame: number; readonly y: number; readonly color: MarkColor }[];
}

/** Horizontal bars in named groups. */
export interface BarDrawing {
  readonly kind: 'bars';
  readonly axis: Axis;
  readonly groups: readonly {
    readonly label: string;
    readonly bars: readonly {
      readonly value: number;
      readonly color: MarkColor;
      readonly text: string;
      /** Says in words what the bar is. */
      readonly title: string;
    }[];
  }[];
}

/** A cell for reading. */
export function cellText({ holds }: FigureColumn, cell: FigureCell): string {
  if (typeof cell === 'string') {
    return cell;
  }
  if (holds === 'share') {
    return percentText(cell);
  }
  // Counts after temperature scaling are estimates and need not be whole.
  return holds === 'count' && cell !== null ? countText(Math.round(cell)) : numberText(cell);
}

/** A row of the table in words, for the crosshair: its cells with their columns. */
export function rowText({ columns, rows }: FigureTable, row: number): string {
  return (rows[row] ?? [])
    .flatMap((cell, at) => {
      const column = columns[at];
      return column === undefined || cell === null ? [] : [`${column.label} ${cellText(column, cell)}`];
    })
    .join(', ');
}
