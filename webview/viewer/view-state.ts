import * as v from 'valibot';
import type { ViewedArray } from '../../src/protocol/viewer';
import { defaultSlice, fitsShape, sliceSchema } from './slice';

const index = v.pipe(v.number(), v.integer(), v.minValue(0));
const placeSchema = v.object({ row: index, column: index });

/** How a slice is shown: as numbers, as colours of a scale, or as an image whose channels lie along `colourAxis`. */
export const displaySchema = v.picklist(['table', 'heatMap', 'image']);
export type Display = v.InferOutput<typeof displaySchema>;

export const colourScaleSchema = v.picklist(['viridis', 'diverging', 'grey']);

/** What is looked at of an array, and how. */
export const viewStateSchema = v.object({
  slice: sliceSchema,
  display: displaySchema,
  colours: colourScaleSchema,
  /** Whether the table shows all digits. */
  precise: v.boolean(),
  /** The cell that has the keyboard, and the other corner of the selection. */
  active: placeSchema,
  anchor: placeSchema,
  firstRow: index,
  firstColumn: index,
});
export type ViewState = v.InferOutput<typeof viewStateSchema>;

/** What the page keeps over a reload of the window and while it is hidden. */
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

/** A view of before, if it still fits the array, else the one that the array opens with. */
export function viewFitting(view: ViewState | undefined, array: ViewedArray): ViewState {
  return view !== undefined && fitsShape(view.slice, array.shape) ? view : openingView(array);
}

/** The axis that holds the three or four colours of an image, if the slice leaves one. */
export function colourAxisOf(
  { slice }: Pick<ViewState, 'slice'>,
  shape: readonly number[],
): number | undefined {
  const axis = shape.findLastIndex(
    (length, at) => (length === 3 || length === 4) && at !== slice.rowAxis && at !== slice.columnAxis,
  );
  return axis < 0 ? undefined : axis;
}
