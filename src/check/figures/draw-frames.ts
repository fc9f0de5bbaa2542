import { placeOn, ticksOf } from './axis';
import {
  type Axis,
  type Bar,
  type Frame,
  type FrameDrawing,
  type Line,
  markColor,
  type Note,
} from './figure';
import { element, FONT_SIZE, label, root, widthOf } from './svg';

/** The edges of a frame in pixels. */
export interface FrameArea {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** The places of a drawn figure in pixels. */
export interface FrameLayout {
  readonly width: number;
  readonly height: number;
  readonly areas: readonly FrameArea[];
  toPixel(frame: number, x: number, y: number): { readonly x: number; readonly y: number };
}

const MARGIN = { top: 12, right: 16, bottom: 42, left: 20 };
const GAP = 14;
/** Widest square figure in pixels. */
const WIDEST_SQUARE = 420;
/** Room for a tick's text in pixels. */
const TICK_WIDTH = 64;
const TICK_HEIGHT = 42;

/** The layout of a figure of this width in pixels. */
export function layoutOf(drawing: FrameDrawing, available: number): FrameLayout {
  const { x, y, height, frames } = drawing;
  const width = height === 'square' ? Math.min(available, WIDEST_SQUARE) : available;
  const widest = Math.max(...ticksOf(y, 5).map(([, text]) => widthOf(text)));
  // The last label of the x axis is centred below the right edge.
  const [, lastText = ''] = ticksOf(x, 5).at(-1) ?? [];
  const [left, right] = [MARGIN.left + widest + 10, width - Math.max(MARGIN.right, widthOf(lastText) / 2)];
  const frameHeight = height === 'square' ? right - left : height;
  const areas = frames.map((_, index): FrameArea => {
    const top = MARGIN.top + index * (frameHeight + GAP);
    return { left, right, top, bottom: top + frameHeight };
  });
  return {
    width,
    height: (areas.at(-1)?.bottom ?? 0) + MARGIN.bottom,
    areas,
    toPixel: (frame, horizontal, vertical) => {
      const { top, bottom } = areas[frame] ?? { top: 0, bottom: 0 };
      return {
        x: left + placeOn(x, horizontal) * (right - left),
        y: bottom - placeOn(y, vertical) * (bottom - top),
      };
    },
  };
}

/** The SVG of a figure, in the theme's colours. */
export function drawFrames(drawing: FrameDrawing, layout: FrameLayout): string {
  const content = drawing.frames.map((frame, index) => drawFrame(drawing, frame, index, layout));
  return root(layout.width, layout.height, content.join('') + axisLabels(drawing, layout));
}

function drawFrame(drawing: FrameDrawing, frame: Frame, index: number, layout: FrameLayout): string {
  const { areas } = layout;
  const area = areas[index];
  if (area === undefined) {
    return '';
  }
  const isLast = index === areas.length - 1;
  return [
    drawGrid(drawing, index, area, layout, isLast),
    ...frame.bars.map((bar) => drawBar(bar, index, area, layout)),
    element('line', {
      ...{ x1: area.left, x2: area.right, y1: area.bottom, y2: area.bottom },
      stroke: 'var(--vscode-descriptionForeground)',
    }),
    ...frame.lines.map((line) => drawLine(line, index, drawing.y, layout)),
    ...(frame.notes ?? []).map((note) => drawNote(note, index, layout)),
    frame.label === undefined ? '' : frameLabel(frame.label, area),
  ].join('');
}

function drawGrid(
  { x, y }: FrameDrawing,
  index: number,
  area: FrameArea,
  { toPixel }: FrameLayout,
  isLast: boolean,
): string {
  const grid = { stroke: 'var(--vscode-descriptionForeground)', 'stroke-opacity': '0.2' };
  const across = ticksOf(y, Math.max(2, Math.floor((area.bottom - area.top) / TICK_HEIGHT)));
  const along = ticksOf(x, Math.max(2, Math.floor((area.right - area.left) / TICK_WIDTH)));
  return [
    ...across.map(([at, text]) => {
      const { y: pixel } = toPixel(index, x.domain[0], at);
      return (
        element('line', { x1: area.left, x2: area.right, y1: pixel, y2: pixel, ...grid }) +
        label(text, { x: area.left - 6, y: pixel + 4, 'text-anchor': 'end' })
      );
    }),
    ...along.map(([at, text]) => {
      const { x: pixel } = toPixel(index, at, y.domain[0]);
      return (
        element('line', { x1: pixel, x2: pixel, y1: area.top, y2: area.bottom, ...grid }) +
        (isLast ? label(text, { x: pixel, y: area.bottom + 16, 'text-anchor': 'middle' }) : '')
      );
    }),
  ].join('');
}

function drawBar(
  { from, to, top, color, opacity }: Bar,
  frame: number,
  area: FrameArea,
  { toPixel }: FrameLayout,
): string {
  const { x: left, y } = toPixel(frame, from, top);
  const { x: right } = toPixel(frame, to, top);
  // A gap of one pixel separates wide bars.
  const width = right - left > 3 ? right - left - 1 : right - left;
  return element('rect', {
    ...{ x: left, y, width, height: area.bottom - y },
    fill: markColor(color),
    'fill-opacity': opacity,
  });
}

function drawLine(
  { points, color, dash, hasDots, isDotsOnly }: Line,
  frame: number,
  { domain: [lowest, highest] }: Axis,
  { toPixel }: FrameLayout,
): string {
  const placed = points.map(({ x, y }) =>
    y === null || y < lowest || y > highest ? undefined : toPixel(frame, x, y),
  );
  let isDrawing = false;
  const path = placed.map((point) => {
    const step =
      point === undefined ? '' : `${isDrawing ? 'L' : 'M'}${point.x.toFixed(1)} ${point.y.toFixed(1)}`;
    isDrawing = point !== undefined;
    return step;
  });
  const stroke = markColor(color);
  const line = element('path', {
    ...{ d: path.join(''), fill: 'none', stroke, 'stroke-width': 2 },
    'stroke-dasharray': dash,
    'stroke-linejoin': 'round',
  });
  const dots =
    hasDots || isDotsOnly
      ? placed.map((point) =>
          point === undefined ? '' : element('circle', { cx: point.x, cy: point.y, r: 3.5, fill: stroke }),
        )
      : [];
  return (isDotsOnly ? '' : line) + dots.join('');
}

/** Text that stays readable on lines and bars. */
const ON_GROUND = {
  fill: 'var(--vscode-foreground)',
  stroke: 'var(--vscode-editor-background)',
  'stroke-width': 4,
  'paint-order': 'stroke',
};

function drawNote({ x, y, text }: Note, frame: number, { toPixel }: FrameLayout): string {
  const place = toPixel(frame, x, y);
  return label(text, { x: place.x + 8, y: place.y + FONT_SIZE / 2, ...ON_GROUND });
}

function frameLabel({ text, side }: NonNullable<Frame['label']>, area: FrameArea): string {
  return label(text, {
    x: side === 'left' ? area.left + 6 : area.right - 6,
    y: area.top + FONT_SIZE + 4,
    'text-anchor': side === 'left' ? 'start' : 'end',
    'font-weight': '600',
    ...ON_GROUND,
  });
}

function axisLabels({ x, y }: FrameDrawing, { areas, height }: FrameLayout): string {
  const [first, last] = [areas[0], areas.at(-1)];
  if (first === undefined || last === undefined) {
    return '';
  }
  const middle = (first.top + last.bottom) / 2;
  return (
    label(x.label, { x: (first.left + first.right) / 2, y: height - 6, 'text-anchor': 'middle' }) +
    label(y.label, {
      'text-anchor': 'middle',
      transform: `translate(${FONT_SIZE} ${Math.round(middle)}) rotate(-90)`,
    })
  );
}
