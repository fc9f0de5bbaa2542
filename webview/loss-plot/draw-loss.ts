import { areaY, line, plot, rect, ruleY, text } from '@observablehq/plot';
import { LOGITS, type LossCurves } from '../../src/code/verdict/curve-document';
import { messages } from '../shared/messages';
import { THEME_COLORS } from '../shared/palette';
import { breaksOf, exists, type LogitRange, numberOf, type Quantity, RANGES, SIDES } from './readings';

export const SIDE_COLORS = {
  positives: THEME_COLORS.blue.value,
  negatives: THEME_COLORS.orange.value,
} as const;
/** The paper's curves are dashed, so that the two are told apart without colour. */
export const PAPER_DASH = '6 4';

interface Point {
  readonly x: number;
  readonly code: number;
  readonly paper: number;
}

/** Draws a quantity of the code and of the paper against the logit of the positive class, at a size in CSS pixels. */
export function drawLoss(
  curves: LossCurves,
  quantity: Quantity,
  range: LogitRange,
  width: number,
  height: number,
): SVGSVGElement {
  const end = RANGES[range];
  const sides = SIDES.map((side) => ({
    side,
    color: SIDE_COLORS[side],
    hasCode: exists(curves[side].code, quantity),
    breaks: breaksOf(curves[side].code[quantity]).filter(({ from, to }) => to >= -end && from <= end),
    points: LOGITS.map(
      (x, at): Point => ({
        x,
        code: numberOf(curves[side].code[quantity][at]),
        paper: numberOf(curves[side].paper[quantity][at]),
      }),
    ).filter(({ x }) => Math.abs(x) <= end),
  }));
  const values = sides
    .flatMap(({ points }) => points.flatMap(({ code, paper }) => [code, paper]))
    .filter(Number.isFinite);
  const [lowest, highest] = [Math.min(0, ...values), Math.max(0, ...values)];
  const domain = highest > lowest ? [lowest, highest] : [0, 1];
  const chart = plot({
    width,
    height,
    marginTop: 22,
    marginRight: 16,
    marginBottom: 40,
    marginLeft: 52,
    className: 'focal-plot',
    style: { fontFamily: 'var(--vscode-font-family)', fontSize: '12px', color: 'var(--focal-axis)' },
    x: {
      domain: [-end, end],
      label: messages.codeLosses.page.logit,
      labelAnchor: 'center',
      labelArrow: 'none',
      grid: true,
    },
    y: { domain, label: null, grid: true, nice: true },
    marks: [
      ruleY([0], { stroke: 'var(--focal-axis)' }),
      ...sides.flatMap(({ points, color, breaks, hasCode }) => [
        rect(breaks, {
          x1: ({ from }) => Math.max(from === LOGITS[0] ? -end : from - 0.1, -end),
          x2: ({ to }) => Math.min(to + 0.1, end),
          y1: () => domain[0],
          y2: () => domain[1],
          fill: 'var(--vscode-charts-red)',
          fillOpacity: 0.16,
        }),
        ...(hasCode
          ? [areaY(points, { x: 'x', y1: 'code', y2: 'paper', fill: color, fillOpacity: 0.2 })]
          : []),
        line(points, { x: 'x', y: 'paper', stroke: color, strokeWidth: 1.75, strokeDasharray: PAPER_DASH }),
        ...(hasCode ? [line(points, { x: 'x', y: 'code', stroke: color, strokeWidth: 2.5 })] : []),
        text(breaks, {
          x: ({ from, to }) => Math.max(-end, Math.min(end, (Math.max(from, -end) + Math.min(to, end)) / 2)),
          y: () => domain[1],
          text: 'kind',
          dy: -10,
          fontWeight: 'bold',
          fill: 'var(--vscode-editor-foreground)',
        }),
      ]),
    ],
  });
  // Plot returns an SVG because there is no title and no legend. Our own styles, under the nonce, contain its style sheet.
  const svg = chart as SVGSVGElement;
  svg.querySelector('style')?.remove();
  svg.setAttribute('aria-hidden', 'true');
  return svg;
}
