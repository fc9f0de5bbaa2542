import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Figure, figureOne } from '../../../webview/plot/plot-state';
import { cutToDomain, offAxis, onAxis, sampleSeries, xDomain, yDomain } from '../../../webview/plot/series';

const opening = figureOne({ alpha: 0.25, gamma: 2 }).figure;
const axes = fc.record({
  xAxis: fc.constantFrom<Figure['xAxis']>('probability', 'logit'),
  yAxis: fc.constantFrom<Figure['yAxis']>(
    'loss',
    'gradientMagnitude',
    'modulatingFactor',
    'ratioToCrossEntropy',
  ),
  yScale: fc.constantFrom<Figure['yScale']>('linear', 'log'),
});

it('every curve has finite points along the whole x axis, in order', () => {
  fc.assert(
    fc.property(axes, (chosen) => {
      const figure = { ...opening, ...chosen };
      const { minimum, maximum } = xDomain(figure.xAxis);
      for (const { points } of sampleSeries(figure)) {
        expect(points.length).toBeGreaterThan(100);
        expect(points[0]?.x).toBeCloseTo(minimum, 4);
        expect(points.every(({ x, y }) => x >= minimum && x <= maximum && Number.isFinite(y))).toBe(true);
        expect(points.map(({ x }) => x)).toEqual(points.map(({ x }) => x).sort((a, b) => a - b));
      }
    }),
  );
});

it('the loss axis of the opening state ends at 5, as in the paper', () => {
  expect(yDomain(opening, sampleSeries(opening))).toEqual({ minimum: 0, maximum: 5 });
});

it('a position on an axis comes back from its logit', () => {
  fc.assert(
    fc.property(fc.double({ min: 0.001, max: 0.999, noNaN: true }), (probability) => {
      expect(onAxis('probability', offAxis('probability', probability))).toBeCloseTo(probability, 12);
    }),
  );
});

it('a position outside an axis is moved to its end', () => {
  expect(onAxis('probability', offAxis('probability', 2))).toBeCloseTo(0.999, 12);
  expect(offAxis('logit', Number.NEGATIVE_INFINITY)).toBe(xDomain('logit').minimum);
});

it('a cut curve lies within the domain, ends on its border and keeps every point that was inside', () => {
  const heights = fc.array(fc.double({ min: 1e-9, max: 100, noNaN: true }), { minLength: 2 });
  fc.assert(
    fc.property(heights, fc.constantFrom<Figure['yScale']>('linear', 'log'), (values, scale) => {
      const domain = { minimum: 0.01, maximum: 5 };
      const points = values.map((y, x) => ({ x, y }));
      const cut = cutToDomain(points, domain, scale);
      const isInside = (y: number) => y >= domain.minimum && y <= domain.maximum;
      expect(cut.every(({ y }) => Number.isNaN(y) || isInside(y))).toBe(true);
      expect(cut).toEqual(expect.arrayContaining(points.filter(({ y }) => isInside(y))));
      expect(cut.map(({ x }) => x)).toEqual(cut.map(({ x }) => x).sort((a, b) => a - b));
    }),
  );
});

it('a curve that crosses the border is cut exactly there', () => {
  const rising = [
    { x: 0, y: 0 },
    { x: 1, y: 10 },
  ];
  expect(cutToDomain(rising, { minimum: 0, maximum: 5 }, 'linear')).toEqual([
    { x: 0, y: 0 },
    { x: 0.5, y: 5 },
    { x: 1, y: Number.NaN },
  ]);
});
