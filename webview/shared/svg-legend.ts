import { FONT_SIZE, widthOf } from '../../src/check/figures/svg';

/** An entry of the legend that a page shows beside a figure. */
export interface SvgLegendEntry {
  readonly label: string;
  /** A CSS colour. */
  readonly color: string;
  /** An SVG stroke-dasharray for a line; undefined for an area. */
  readonly dash?: string;
}

/** A legend in pixels from its upper left corner. */
export interface SvgLegend {
  readonly height: number;
  readonly group: SVGGElement;
}

const ROW_HEIGHT = 20;
const SWATCH = { width: 26, height: 10 };
/** Pixels between a swatch and its label, and between two entries. */
const GAP = { within: 6, between: 16 };

/** Draws the legend of an exported figure: a picture on its own has no page beside it. */
export function svgLegend(entries: readonly SvgLegendEntry[], width: number): SvgLegend {
  const group = create('g', { 'font-family': 'var(--vscode-font-family)', 'font-size': FONT_SIZE });
  let [x, row] = [0, 0];
  for (const { label, color, dash } of entries) {
    const entryWidth = SWATCH.width + GAP.within + widthOf(label);
    if (x > 0 && x + entryWidth > width) {
      [x, row] = [0, row + 1];
    }
    const middle = (row + 0.5) * ROW_HEIGHT;
    const swatch = create('line', { x1: x, x2: x + SWATCH.width, y1: middle, y2: middle });
    swatch.style.stroke = color;
    swatch.style.strokeWidth = String(dash === undefined ? SWATCH.height : 2.5);
    swatch.style.strokeDasharray = dash ?? 'none';
    const text = create('text', { x: x + SWATCH.width + GAP.within, y: middle + FONT_SIZE / 3 });
    text.style.fill = 'var(--vscode-foreground)';
    text.textContent = label;
    group.append(swatch, text);
    x += entryWidth + GAP.between;
  }
  return { height: entries.length === 0 ? 0 : (row + 1) * ROW_HEIGHT, group };
}

function create<Name extends 'g' | 'line' | 'text'>(
  name: Name,
  attributes: Readonly<Record<string, string | number>>,
): SVGElementTagNameMap[Name] {
  const element = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) {
    element.setAttribute(key, String(value));
  }
  return element;
}
