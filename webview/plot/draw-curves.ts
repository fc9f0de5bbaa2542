import { line, plot, rect, ruleX, type Scale } from '@observablehq/plot';
import { exactNumberText } from '../../src/format/number-text';
import { messages } from '../shared/messages';
import { DASH_PATTERNS, THEME_COLORS } from '../shared/palette';
import { curveLabel } from './curve-name';
import { type Label, type Pixel, placeLabels } from './label-placement';
import type { Figure } from './plot-state';
import { cutToDomain, type Domain, onAxis, type Series, sampleSeries, xDomain, yDomain } from './series';

/** A drawn figure with its mapping between axis units and pixels. */
export interface Drawing {
  readonly svg: SVGSVGElement;
  /** Converts axis units to pixels. */
  toPixel(x: number, y: number): Pixel;
  /** Converts pixels to units of the x axis. */
  fromPixel(x: number): number;
  readonly y: Domain;
  readonly frame: {
    readonly left: number;
    readonly right: number;
    readonly top: number;
    readonly bottom: number;
  };
}

const SVG_NAMESPACE = 'http://www.w3.org/2000/svg';
const margins = { marginTop: 14, marginRight: 16, marginBottom: 46, marginLeft: 58 };

/** Draws the figure at a size in CSS pixels. The curve with the id `selected` is drawn thicker. */
export function drawCurves(figure: Figure, selected: string | null, width: number, height: number): Drawing {
  const sampled = sampleSeries(figure);
  const x = xDomain(figure.xAxis);
  const y = yDomain(figure, sampled);
  const series = sampled.map(({ curve, points }) => ({
    curve,
    points: cutToDomain(points, y, figure.yScale),
  }));
  const middle = onAxis(figure.xAxis, 0);
  const chart = plot({
    width,
    height,
    ...margins,
    className: 'focal-plot',
    style: { fontFamily: 'var(--vscode-font-family)', fontSize: '12px', color: 'var(--focal-axis)' },
    x: { domain: [x.minimum, x.maximum], label: null, ticks: tickCount(width, 90), grid: true },
    y: {
      domain: [y.minimum, y.maximum],
      type: figure.yScale,
      label: null,
      grid: true,
      ...(figure.yScale === 'log' ? { tickFormat: powerOfTen, ticks: 6 } : { ticks: tickCount(height, 60) }),
    },
    marks: [
      rect([{ from: middle, to: x.maximum }], {
        x1: 'from',
        x2: 'to',
        y1: y.minimum,
        y2: y.maximum,
        fill: 'var(--focal-region)',
      }),
      ruleX([middle], { stroke: 'var(--focal-axis)', strokeDasharray: '1 3' }),
      ...drawingOrder(series, selected).map(({ curve, points }) =>
        line(points, {
          x: 'x',
          y: 'y',
          stroke: THEME_COLORS[curve.color].value,
          strokeDasharray: DASH_PATTERNS[curve.dash] ?? 'none',
          strokeWidth: curve.id === selected ? 3 : 1.75,
          strokeLinecap: 'butt',
        }),
      ),
    ],
  });
  // Plot returns an SVG because there is no title and no legend. Our own styles, under the nonce, contain its style sheet.
  const svg = chart as SVGSVGElement;
  svg.querySelector('style')?.remove();
  const drawing = locate(svg, scaleOf(chart.scale('x')), scaleOf(chart.scale('y')), y, width, height);
  addRegionLabel(drawing, middle);
  addCurveLabels(drawing, series, selected, middle);
  addAxisLabels(drawing, figure);
  return drawing;
}

function scaleOf(scale: Scale | undefined): Scale {
  if (scale === undefined) {
    throw new Error('The plot has no scale for one of its axes.');
  }
  return scale;
}

function locate(
  svg: SVGSVGElement,
  xScale: Scale,
  yScale: Scale,
  y: Domain,
  width: number,
  height: number,
): Drawing {
  return {
    svg,
    y,
    toPixel: (horizontal, vertical) => ({ x: xScale.apply(horizontal), y: yScale.apply(vertical) }),
    fromPixel: (pixel) => xScale.invert?.(pixel),
    frame: {
      left: margins.marginLeft,
      right: width - margins.marginRight,
      top: margins.marginTop,
      bottom: height - margins.marginBottom,
    },
  };
}

/** Draws the selected curve last, so that it is on top. */
function drawingOrder(series: readonly Series[], selected: string | null): Series[] {
  const isSelected = ({ curve }: Series) => curve.id === selected;
  return [...series.filter((one) => !isSelected(one)), ...series.filter(isSelected)];
}

function addRegionLabel({ svg, toPixel, frame, y }: Drawing, middle: number): void {
  const start = toPixel(middle, y.maximum).x;
  const narrow = frame.right - start < 220;
  const lines = narrow ? messages.plot.wellClassifiedLines : [messages.plot.wellClassified];
  lines.forEach((content, index) => {
    const text = appendText(svg, content, { x: start + 10, y: frame.top + 18 + index * 16 });
    text.setAttribute('class', 'region-label');
    text.setAttribute('text-anchor', 'start');
  });
}

function addCurveLabels(
  drawing: Drawing,
  series: readonly Series[],
  selected: string | null,
  middle: number,
): void {
  const { frame, svg, toPixel } = drawing;
  const regionStart = toPixel(middle, drawing.y.maximum).x;
  const ordered = drawingOrder(series, selected).reverse();
  const labels = ordered.map(({ curve, points }): Label => {
    const path = points
      .map(({ x, y }) => toPixel(x, y))
      .filter(({ x, y }) => x >= frame.left && x <= frame.right && y >= frame.top && y <= frame.bottom);
    return { path, width: curveLabel(curve).length * 6.7 + 8, height: 15 };
  });
  const places = placeLabels(labels, { ...frame, top: frame.top + 26, bottom: frame.bottom - 2 }, [
    uprightLine(regionStart, frame),
  ]);
  ordered.forEach(({ curve }, index) => {
    const [label, place] = [labels[index], places[index]];
    if (label !== undefined && place !== undefined) {
      const text = appendText(svg, curveLabel(curve), { x: 0, y: 4 });
      text.setAttribute('class', curve.id === selected ? 'curve-label selected' : 'curve-label');
      text.style.setProperty('--curve', THEME_COLORS[curve.color].value);
      const group = document.createElementNS(SVG_NAMESPACE, 'g');
      group.setAttribute('transform', `translate(${place.x} ${place.y}) rotate(${place.angle})`);
      group.append(labelGround(label, place.x > regionStart), text);
      svg.append(group);
    }
  });
}

function uprightLine(x: number, { top, bottom }: Drawing['frame']): Pixel[] {
  return Array.from({ length: Math.ceil((bottom - top) / 8) }, (_, index) => ({ x, y: top + 8 * index }));
}

/** The ground of a label, which interrupts the curve under it. */
function labelGround({ width, height }: Label, inRegion: boolean): SVGRectElement {
  const ground = document.createElementNS(SVG_NAMESPACE, 'rect');
  ground.setAttribute('class', inRegion ? 'label-ground in-region' : 'label-ground');
  ground.setAttribute('x', String(-width / 2));
  ground.setAttribute('y', String(-height / 2));
  ground.setAttribute('width', String(width));
  ground.setAttribute('height', String(height));
  return ground;
}

function addAxisLabels({ svg, frame }: Drawing, figure: Figure): void {
  const horizontal = figure.xAxis === 'probability' ? messages.plot.probabilityAxis : messages.plot.logitAxis;
  appendText(svg, horizontal, { x: (frame.left + frame.right) / 2, y: frame.bottom + 40 });
  const vertical = appendText(svg, messages.plot.quantities[figure.yAxis], { x: 0, y: 0 });
  vertical.setAttribute('transform', `translate(14 ${(frame.top + frame.bottom) / 2}) rotate(-90)`);
}

/** Appends text with `p_t` and `x_t` set as mathematics: an italic letter with a subscript. */
function appendText(svg: SVGSVGElement, content: string, { x, y }: Pixel): SVGTextElement {
  const text = document.createElementNS(SVG_NAMESPACE, 'text');
  text.setAttribute('x', String(x));
  text.setAttribute('y', String(y));
  for (const part of content.split(/([px]_t)/)) {
    if (part === 'p_t' || part === 'x_t') {
      text.append(
        span(part.charAt(0), { 'font-style': 'italic' }),
        span('t', { 'font-size': '80%', dx: '1', dy: '3' }),
      );
    } else if (part !== '') {
      const follows = text.lastElementChild !== null;
      text.append(span(part, follows ? { dy: '-3' } : {}));
    }
  }
  svg.append(text);
  return text;
}

function span(content: string, attributes: Readonly<Record<string, string>>): SVGTSpanElement {
  const element = document.createElementNS(SVG_NAMESPACE, 'tspan');
  for (const [name, value] of Object.entries(attributes)) {
    element.setAttribute(name, value);
  }
  element.textContent = content;
  return element;
}

function tickCount(length: number, pixelsPerTick: number): number {
  return Math.max(3, Math.round(length / pixelsPerTick));
}

function powerOfTen(value: number): string {
  const exponent = Math.log10(value);
  if (Math.abs(exponent - Math.round(exponent)) > 1e-6) {
    return '';
  }
  return value >= 0.01 ? String(Number(value.toPrecision(1))) : exactNumberText(value.toExponential(0));
}
