import { curveValue, logitOfProbability } from '../../loss/curve';
import type { CurveParameters } from '../../loss/kinds/kinds';

/** The kinds of colour theme that VS Code knows. */
export type ThemeKind = 'light' | 'dark' | 'highContrastLight' | 'highContrastDark';

export interface DrawnCurve {
  readonly label: string;
  readonly curve: CurveParameters;
  /** Multiplies the loss: 1 − α for the negatives' curve. */
  readonly factor: number;
  readonly color: 'reference' | 'first' | 'second';
}

export const IMAGE_WIDTH = 270;
export const IMAGE_HEIGHT = 124;
const PLOT = { left: 18, right: IMAGE_WIDTH - 12, top: 8, bottom: IMAGE_HEIGHT - 20 };
/** The paper's Figure 1 ends at a loss of 5. */
const HIGHEST_LOSS = 5;
const STEPS = 160;

const COLORS: Readonly<Record<ThemeKind, Readonly<Record<string, string>>>> = {
  light: { text: '#3b3b3b', grid: '#d8d8d8', reference: '#767676', first: '#005fb8', second: '#b04a00' },
  dark: { text: '#cccccc', grid: '#454545', reference: '#9d9d9d', first: '#4daafc', second: '#f0a35e' },
  highContrastLight: {
    text: '#000000',
    grid: '#6e6e6e',
    reference: '#000000',
    first: '#0037a6',
    second: '#8a3300',
  },
  highContrastDark: {
    text: '#ffffff',
    grid: '#8a8a8a',
    reference: '#ffffff',
    first: '#6fc3ff',
    second: '#ffb86c',
  },
};

/**
 * A small picture of losses against p_t, as the data URI of an SVG. It contains its colours, because an image cannot use
 * those of the editor.
 */
export function curveImage(curves: readonly DrawnCurve[], theme: ThemeKind): string {
  const colors = COLORS[theme];
  const text = `font-family="system-ui,sans-serif" font-size="11" fill="${colors.text}"`;
  const parts = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${IMAGE_WIDTH}" height="${IMAGE_HEIGHT}" viewBox="0 0 ${IMAGE_WIDTH} ${IMAGE_HEIGHT}">`,
    ...[0, 1, 2, 3, 4, 5].map((loss) => horizontal(loss, colors.grid ?? '', text)),
    ...[0, 0.5, 0.9].map((probability) => vertical(probability, colors.grid ?? '', text)),
    `<text x="${x(0.7)}" y="${IMAGE_HEIGHT - 6}" text-anchor="middle" ${text}>p<tspan dy="2" font-size="8">t</tspan></text>`,
    ...curves.map((drawn) => line(drawn, colors[drawn.color] ?? '')),
    ...curves.map((drawn, index) => legend(drawn, index, colors[drawn.color] ?? '', text)),
    '</svg>',
  ];
  return `data:image/svg+xml;base64,${btoa(ascii(parts.join('')))}`;
}

function x(probability: number): number {
  return PLOT.left + probability * (PLOT.right - PLOT.left);
}

function y(loss: number): number {
  return PLOT.bottom - (loss / HIGHEST_LOSS) * (PLOT.bottom - PLOT.top);
}

function horizontal(loss: number, color: string, text: string): string {
  const height = y(loss).toFixed(1);
  return (
    `<path d="M${PLOT.left} ${height}H${PLOT.right}" stroke="${color}" stroke-width="0.6"/>` +
    `<text x="${PLOT.left - 6}" y="${height}" dy="0.35em" text-anchor="end" ${text}>${loss}</text>`
  );
}

function vertical(probability: number, color: string, text: string): string {
  const place = x(probability).toFixed(1);
  return (
    `<path d="M${place} ${PLOT.top}V${PLOT.bottom}" stroke="${color}" stroke-width="0.6" stroke-dasharray="3 3"/>` +
    `<text x="${place}" y="${IMAGE_HEIGHT - 6}" text-anchor="middle" ${text}>${probability}</text>`
  );
}

function line({ curve, factor, color }: DrawnCurve, stroke: string): string {
  const points: string[] = [];
  // The grid of p_t is finer towards 0, where the losses grow without bound.
  for (let step = 1; step < STEPS; step++) {
    const probability = (step / STEPS) ** 3;
    const loss = factor * curveValue(curve, 'loss', logitOfProbability(probability));
    if (loss <= HIGHEST_LOSS) {
      points.push(`${x(probability).toFixed(1)} ${y(loss).toFixed(1)}`);
    }
  }
  const dash = color === 'reference' ? ' stroke-dasharray="5 3"' : '';
  return `<polyline points="${points.join(' ')}" fill="none" stroke="${stroke}" stroke-width="2"${dash}/>`;
}

function legend({ label, color }: DrawnCurve, index: number, stroke: string, text: string): string {
  const height = PLOT.top + 10 + index * 16;
  const left = PLOT.left + 110;
  const dash = color === 'reference' ? ' stroke-dasharray="5 3"' : '';
  return (
    `<path d="M${left} ${height}h18" stroke="${stroke}" stroke-width="2"${dash}/>` +
    `<text x="${left + 24}" y="${height}" dy="0.35em" ${text}>${label}</text>`
  );
}

/** Replaces characters outside ASCII by character references, because `btoa` takes bytes only. */
function ascii(svg: string): string {
  return svg.replace(/[^ -~]/gu, (character) => `&#${character.codePointAt(0)};`);
}
