import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openTensorFile } from '../../../src/tensor/formats/open';
import { memoryFile } from '../../../src/tensor/reading/memory-file';
import { parseIndex, unravel } from '../../../webview/viewer/index-text';
import {
  columnCount,
  defaultSlice,
  fitsShape,
  indexAt,
  positionIn,
  rangesOf,
  rowCount,
  type Slice,
  sliceAt,
  withAxis,
} from '../../../webview/viewer/slice';

const shapes = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 2, maxLength: 4 });

/** A shape with any two axes shown, the other axes at any index, and a window of the slice. */
const views = shapes.chain((shape) =>
  fc
    .record({
      axes: fc.shuffledSubarray(
        shape.map((_, axis) => axis),
        { minLength: 2, maxLength: 2 },
      ),
      fixed: fc.tuple(...shape.map((length) => fc.nat(length - 1))),
      corner: fc.tuple(fc.nat(4), fc.nat(4)),
    })
    .map(({ axes: [rowAxis = 0, columnAxis = 1], fixed, corner }) => {
      const slice: Slice = { rowAxis, columnAxis, fixed };
      const firstRow = corner[0] % rowCount(slice, shape);
      const firstColumn = corner[1] % columnCount(slice, shape);
      const rows = rowCount(slice, shape) - firstRow;
      return {
        shape,
        slice,
        window: { firstRow, rows, firstColumn, columns: columnCount(slice, shape) - firstColumn },
      };
    }),
);

it('the box of a window holds, at each position, the element of that row and column', async () => {
  await fc.assert(
    fc.asyncProperty(views, async ({ shape, slice, window }) => {
      // The value of each element is its flat index.
      const elements = shape.reduce((product, length) => product * length, 1);
      const text = JSON.stringify({ shape, data: Array.from({ length: elements }, (_, index) => index) });
      const file = await openTensorFile(memoryFile('a.json', new TextEncoder().encode(text)));
      const [array] = file.arrays;
      const values = array && (await file.box(array, rangesOf(slice, window)));
      for (let row = 0; row < window.rows; row += 1) {
        for (let column = 0; column < window.columns; column += 1) {
          const place = { row: window.firstRow + row, column: window.firstColumn + column };
          const flat = Number(values?.[positionIn(slice, window, row, column)]);
          expect(unravel(flat, shape)).toEqual(indexAt(slice, place));
        }
      }
    }),
  );
});

it('going to an element shows that element', () => {
  fc.assert(
    fc.property(views, fc.nat(), ({ shape, slice }, seed) => {
      const elements = shape.reduce((product, length) => product * length, 1);
      const index = unravel(seed % elements, shape);
      const found = sliceAt(slice, index);
      expect(indexAt(found.slice, found.place)).toEqual(index);
      expect(fitsShape(found.slice, shape)).toBe(true);
    }),
  );
});

describe('defaultSlice', () => {
  it.each([
    [[], null, null],
    [[7], 0, null],
    [[7, 3], 0, 1],
    [[40, 64, 64], 1, 2],
    [[480, 640, 3], 0, 1],
    [[8, 480, 640, 3], 1, 2],
    [[16, 3, 3, 3], 2, 3],
  ])('of shape %j has rows on axis %s and columns on axis %s', (shape, rowAxis, columnAxis) => {
    expect(defaultSlice(shape)).toMatchObject({ rowAxis, columnAxis });
    expect(fitsShape(defaultSlice(shape), shape)).toBe(true);
  });
});

it('choosing the axis of the other side swaps the two', () => {
  const slice = { rowAxis: 0, columnAxis: 1, fixed: [0, 0, 0] };
  expect(withAxis(slice, 'rowAxis', 1)).toEqual({ rowAxis: 1, columnAxis: 0, fixed: [0, 0, 0] });
  expect(withAxis(slice, 'rowAxis', 2)).toEqual({ rowAxis: 2, columnAxis: 1, fixed: [0, 0, 0] });
});

it('a saved slice does not fit an array of another shape', () => {
  const slice = { rowAxis: 1, columnAxis: 2, fixed: [9, 0, 0] };
  expect(fitsShape(slice, [10, 4, 4])).toBe(true);
  expect(fitsShape(slice, [9, 4, 4])).toBe(false);
  expect(fitsShape(slice, [10, 4])).toBe(false);
  expect(fitsShape({ rowAxis: 0, columnAxis: 0, fixed: [0, 0] }, [2, 2])).toBe(false);
});

it('a slice through an empty axis is empty', () => {
  expect(rowCount(defaultSlice([0, 4, 5]), [0, 4, 5])).toBe(0);
  expect(rowCount(defaultSlice([]), [])).toBe(1);
});

describe('parseIndex', () => {
  it.each([
    ['12, 3', [12, 3]],
    ['[12,3]', [12, 3]],
    ['(12, 3,)', [12, 3]],
    ['-1, -1', [19, 4]],
    ['63', [12, 3]],
    ['-1', [19, 4]],
  ])('%s', (text, index) => {
    expect(parseIndex(text, [20, 5])).toEqual({ index });
  });

  it.each([
    ['20, 0', 'axis 0 goes from 0 to 19'],
    ['100', 'the array goes from 0 to 99'],
    ['1, 2, 3', 'has 2 axes'],
    ['1.5', 'an index for each axis, such as 19, 4'],
    ['', 'an index for each axis'],
    ['a', 'an index for each axis'],
  ])('%s is refused', (text, problem) => {
    expect(parseIndex(text, [20, 5]).problem).toContain(problem);
  });

  it('an empty array has nowhere to go', () => {
    expect(parseIndex('0', [0]).problem).toContain('empty');
  });
});
