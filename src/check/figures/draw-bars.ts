import { placeOn, ticksOf } from './axis';
import { type BarDrawing, markColor } from './figure';
import { element, escaped, FONT_SIZE, label, root, widthOf } from './svg';

const MARGIN = { top: 8, right: 62, bottom: 42 };
/** Widest names of groups in pixels. */
const WIDEST_NAME = 180;
/** Heights of a bar and of the gap between groups, in pixels: of few groups, and of many, whose names must not touch. */
const ROOMY = { bar: 12, gap: 10 };
const TIGHT = { bar: 5, gap: 5 };
/** Groups beyond this many get less room, and only their last bar is told in numbers. */
const MANY_GROUPS = 8;

/** The SVG of horizontal bars, in the theme's colours. */
export function drawBars({ axis, groups }: BarDrawing, width: number): string {
  const barsOfGroup = Math.max(...groups.map(({ bars }) => bars.length));
  const isEachTold = groups.length <= MANY_GROUPS;
  const { bar, gap } = isEachTold ? ROOMY : TIGHT;
  const barHeight = Math.max(bar, (FONT_SIZE - 1) / barsOfGroup);
  const names = Math.min(WIDEST_NAME, Math.max(...groups.map(({ label: name }) => widthOf(name))));
  const [left, right] = [names + 16, width - MARGIN.right];
  const toPixel = (value: number) => left + placeOn(axis, value) * (right - left);
  let top = MARGIN.top;
  const drawn = groups.map(({ label: name, bars }) => {
    const middle = top + (bars.length * barHeight) / 2;
    const parts = bars.map(({ value, color, text, title }, index) => {
      const y = top + index * barHeight;
      const isTold = isEachTold || index === bars.length - 1;
      const told = label(text, {
        ...{ x: toPixel(value) + 4, y: (isEachTold ? y + barHeight / 2 : middle) + 4, 'font-size': 10 },
      });
      return (
        element(
          'rect',
          { x: left, y, width: toPixel(value) - left, height: barHeight - 1, fill: markColor(color) },
          element('title', {}, escaped(title)),
        ) + (isTold ? told : '')
      );
    });
    const named = label(name, { x: left - 8, y: middle + 4, 'text-anchor': 'end' });
    top += bars.length * barHeight + gap;
    return named + parts.join('');
  });
  const grid = ticksOf(axis, Math.max(2, Math.floor((right - left) / 70))).map(
    ([at, text]) =>
      element('line', {
        ...{ x1: toPixel(at), x2: toPixel(at), y1: MARGIN.top, y2: top },
        stroke: 'var(--vscode-descriptionForeground)',
        'stroke-opacity': '0.2',
      }) + label(text, { x: toPixel(at), y: top + 16, 'text-anchor': 'middle' }),
  );
  const name = label(axis.label, { x: (left + right) / 2, y: top + 36, 'text-anchor': 'middle' });
  return root(width, top + MARGIN.bottom, grid.join('') + drawn.join('') + name);
}
