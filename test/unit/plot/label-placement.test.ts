import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Label, placeLabels } from '../../../webview/plot/label-placement';

const frame = { left: 0, top: 0, right: 800, bottom: 500 };
const straight = (from: number, to: number): Label => ({
  path: Array.from({ length: 101 }, (_, index) => ({ x: index * 8, y: from + ((to - from) * index) / 100 })),
  width: 60,
  height: 15,
});
const height = fc.integer({ min: 20, max: 480 });
const lines = fc.array(fc.tuple(height, height), { minLength: 1, maxLength: 8 });

it('a label lies on its own curve, inside the frame', () => {
  fc.assert(
    fc.property(lines, (ends) => {
      const labels = ends.map(([from, to]) => straight(from, to));
      placeLabels(labels, frame).forEach((place, index) => {
        if (place === undefined) {
          return;
        }
        const [from, to] = ends[index] ?? [0, 0];
        expect(place.y).toBeCloseTo(from + ((to - from) * place.x) / 800, 6);
        expect(place.x).toBeGreaterThan(frame.left);
        expect(place.x).toBeLessThan(frame.right);
        expect(Math.tan((place.angle * Math.PI) / 180)).toBeCloseTo((to - from) / 800, 6);
      });
    }),
  );
});

it('labels of well separated curves are all placed without overlap', () => {
  const labels = [50, 150, 250, 350].map((y) => straight(y, y + 40));
  const places = placeLabels(labels, frame);
  expect(places.every((place) => place !== undefined)).toBe(true);
});

it('of curves that coincide the first is labelled, which the user works with', () => {
  const [first, second] = placeLabels([straight(100, 100), straight(100, 100)], frame);
  expect(first).toMatchObject({ y: 100, angle: 0 });
  expect(second).toBeUndefined();
});

it('no label lies on an avoided line', () => {
  const line = Array.from({ length: 60 }, (_, index) => ({ x: 400, y: index * 8 }));
  const [place] = placeLabels([straight(250, 250)], frame, [line]);
  expect(Math.abs((place?.x ?? 400) - 400)).toBeGreaterThan(30);
});
