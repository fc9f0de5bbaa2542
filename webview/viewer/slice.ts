import * as v from 'valibot';
import type { AxisRange } from '../../src/tensor/tensor-file';

const index = v.pipe(v.number(), v.integer(), v.minValue(0));

/** A slice of an array: two axes that are shown, and one index for every other axis. */
export const sliceSchema = v.object({
  /** The axis of the rows; null for a scalar. */
  rowAxis: v.nullable(index),
  /** The axis of the columns; null for an array with one axis or none. */
  columnAxis: v.nullable(index),
  /** One index per axis; the entries of the row axis and the column axis are ignored. */
  fixed: v.array(index),
});
export type Slice = v.InferOutput<typeof sliceSchema>;

/** A rectangle of a slice. */
export interface Window {
  readonly firstRow: number;
  readonly rows: number;
  readonly firstColumn: number;
  readonly columns: number;
}

export interface Place {
  readonly row: number;
  readonly column: number;
}

/** A last axis of one of these lengths is taken for the colours of an image. */
const COLOUR_CHANNELS = [3, 4];

/** The first slice shown of an array: its last two axes, or height and width if the last axis holds an image's colours. */
export function defaultSlice(shape: readonly number[]): Slice {
  const axes = shape.length;
  const image = axes >= 3 && COLOUR_CHANNELS.includes(shape[axes - 1] ?? 0) && (shape[axes - 2] ?? 0) > 4;
  const columnAxis = axes < 2 ? null : image ? axes - 2 : axes - 1;
  const rowAxis = axes === 0 ? null : columnAxis === null ? 0 : columnAxis - 1;
  return { rowAxis, columnAxis, fixed: shape.map(() => 0) };
}

/** True if a saved slice still fits an array. */
export function fitsShape({ rowAxis, columnAxis, fixed }: Slice, shape: readonly number[]): boolean {
  const onAxes = (rowAxis ?? -1) < shape.length && (columnAxis ?? -1) < shape.length;
  return (
    onAxes &&
    (rowAxis === null) === (shape.length === 0) &&
    (columnAxis === null) === shape.length < 2 &&
    (rowAxis !== columnAxis) === shape.length > 0 &&
    fixed.length === shape.length &&
    fixed.every((at, axis) => at < Math.max(1, shape[axis] ?? 0))
  );
}

export function rowCount(slice: Slice, shape: readonly number[]): number {
  return lengthOf(slice.rowAxis, slice, shape);
}

export function columnCount(slice: Slice, shape: readonly number[]): number {
  return lengthOf(slice.columnAxis, slice, shape);
}

/** Length of an axis of the slice; 0 if any fixed axis is empty, because no element is left then. */
function lengthOf(axis: number | null, { rowAxis, columnAxis }: Slice, shape: readonly number[]): number {
  const emptyElsewhere = shape.some(
    (length, other) => length === 0 && other !== rowAxis && other !== columnAxis,
  );
  return emptyElsewhere ? 0 : axis === null ? 1 : (shape[axis] ?? 0);
}

/** The box to read for a window: one range per axis, with every `step`th row and column. */
export function rangesOf(slice: Slice, window: Window, rowStep = 1, columnStep = 1): AxisRange[] {
  return slice.fixed.map((start, axis) => {
    if (axis === slice.rowAxis) {
      return { start: window.firstRow, count: window.rows, step: rowStep };
    }
    if (axis === slice.columnAxis) {
      return { start: window.firstColumn, count: window.columns, step: columnStep };
    }
    return { start, count: 1 };
  });
}

/** Index of a row's and column's value among the values of a window, which are in the order of the axes. */
export function positionIn(slice: Slice, window: Window, row: number, column: number): number {
  const across = (slice.columnAxis ?? 0) < (slice.rowAxis ?? 0) && slice.columnAxis !== null;
  return across ? column * window.rows + row : row * window.columns + column;
}

/** The index in the array of a place in the slice. */
export function indexAt(slice: Slice, { row, column }: Place): number[] {
  return slice.fixed.map((at, axis) =>
    axis === slice.rowAxis ? row : axis === slice.columnAxis ? column : at,
  );
}

/** The slice and the place in it that show an element. */
export function sliceAt(slice: Slice, elementIndex: readonly number[]): { slice: Slice; place: Place } {
  return {
    slice: { ...slice, fixed: [...elementIndex] },
    place: {
      row: slice.rowAxis === null ? 0 : (elementIndex[slice.rowAxis] ?? 0),
      column: slice.columnAxis === null ? 0 : (elementIndex[slice.columnAxis] ?? 0),
    },
  };
}

/** Gives the rows or the columns another axis. If the other side has that axis, the two swap. */
export function withAxis(slice: Slice, side: 'rowAxis' | 'columnAxis', axis: number): Slice {
  const other = side === 'rowAxis' ? 'columnAxis' : 'rowAxis';
  return slice[other] === axis
    ? { ...slice, [side]: axis, [other]: slice[side] }
    : { ...slice, [side]: axis };
}
