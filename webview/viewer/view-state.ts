import * as v from 'valibot';
import type { ViewedArray } from '../../src/protocol/viewer';
import { defaultSlice, fitsShape, sliceSchema } from './slice';

const index = v.pipe(v.number(), v.integer(), v.minValue(0));
const placeSchema = v.object({ row: index, column: index });

/** Display of a slice: numbers, colours of a scale, or an image with its channels along `colourAxis`. */
export const displaySchema = v.picklist(['table', 'heatMap', 'image']);
export type Display = v.InferOutput<typeof displaySchema>;

export const colourScaleSchema = v.picklist(['viridis', 'diverging', 'grey']);

/** The part of an array that is shown, and its display. */
export const viewStateSchema = v.object({
  slice: sliceSchema,
  display: displaySchema,
  colours: colourScaleSchema,
  /** True if the table shows all digits. */
  precise: v.boolean(),
  /** The cell with the keyboard focus, and the other corner of the selection. */
  active: placeSchema,
  anchor: placeSchema,
  firstRow: index,
  firstColumn: index,
});
export type ViewState = v.InferOutput<typeof viewStateSchema>;

/** State of the page that survives a reload of the window and hiding the page. */
export const savedPageSchema = v.object({ array: v.string(), view: viewStateSchema });
export type SavedPage = v.InferOutput<typeof savedPageSchema>;

function openingView({ shape }: ViewedArray): ViewState {
  return {
    slice: defaultSlice(shape),
    display: 'table',
    colours: 'viridis',
    precise: false,
    active: { row: 0, column: 0 },
    anchor: { row: 0, column: 0 },
    firstRow: 0,
    firstColumn: 0,
  };
}

/** The saved view if it still fits the array, else the first view of the array. */
export function viewFitting(view: ViewState | undefined, array: ViewedArray): ViewState {
  return view !== undefined && fitsShape(view.slice, array.shape) ? view : openingView(array);
}

/** The axis with the three or four colours of an image, if it is not an axis of the slice. */
export function colourAxisOf(
  { slice }: Pick<ViewState, 'slice'>,
  shape: readonly number[],
): number | undefined {
  const axis = shape.findLastIndex(
    (length, at) => (length === 3 || length === 4) && at !== slice.rowAxis && at !== slice.columnAxis,
  );
  return axis < 0 ? undefined : axis;
}
