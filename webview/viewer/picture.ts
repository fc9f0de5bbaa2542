import type { ExactValues } from '../../src/tensor/tensor-file';
import { type Colour, type ColourScaleName, colourAt, colourRange, colourScales } from './colours';
import { positionIn, type Slice, type Window } from './slice';

/** Most rows and columns of a picture. A larger slice is sampled at every n-th. */
const MOST_PIXELS = 512;

/** A slice sampled for a picture: `rows` by `columns` values at regular steps. */
export interface Sampling extends Window {
  readonly rowStep: number;
  readonly columnStep: number;
}

export function samplingOf(rows: number, columns: number): Sampling {
  const rowStep = Math.max(1, Math.ceil(rows / MOST_PIXELS));
  const columnStep = Math.max(1, Math.ceil(columns / MOST_PIXELS));
  return {
    firstRow: 0,
    rows: Math.ceil(rows / rowStep),
    firstColumn: 0,
    columns: Math.ceil(columns / columnStep),
    rowStep,
    columnStep,
  };
}

/** Pixels of four bytes each, row by row, and the range of values of their colours. */
export interface Picture {
  readonly rgba: Uint8ClampedArray<ArrayBuffer>;
  readonly minimum: number;
  readonly maximum: number;
  /** Values, row by row, in the same order as the pixels. */
  readonly values: Float64Array;
}

/** Colour of NaN and infinities; no scale contains it. */
const NOT_FINITE: Colour = [255, 0, 255];

export function heatMap(
  values: ExactValues,
  slice: Slice,
  sampling: Sampling,
  scaleName: ColourScaleName,
): Picture {
  const ordered = inRows(values, slice, sampling);
  const { minimum, maximum } = colourRange(ordered, scaleName);
  const span = maximum - minimum;
  const scale = colourScales[scaleName];
  const rgba = new Uint8ClampedArray(4 * ordered.length);
  ordered.forEach((value, pixel) => {
    const fraction = span > 0 ? value / span - minimum / span : 0.5;
    put(rgba, pixel, Number.isFinite(value) ? colourAt(scale, fraction) : NOT_FINITE);
  });
  return { rgba, minimum, maximum, values: ordered };
}

/**
 * A picture from the three colour channels of an image. Bytes and values from 0 to 1 are used unchanged; other values are
 * scaled from the least to the greatest one.
 */
export function colourPicture(
  channels: readonly [ExactValues, ExactValues, ExactValues],
  slice: Slice,
  sampling: Sampling,
  bytes: boolean,
): Picture {
  const ordered = channels.map((channel) => inRows(channel, slice, sampling));
  const found = colourRange(
    ordered.flatMap((channel) => [...channel]),
    'viridis',
  );
  const unit = found.minimum >= 0 && found.maximum <= 1;
  const { minimum, maximum } = bytes
    ? { minimum: 0, maximum: 255 }
    : unit
      ? { minimum: 0, maximum: 1 }
      : found;
  const span = maximum - minimum || 1;
  const [red = new Float64Array(0), green = red, blue = red] = ordered;
  const rgba = new Uint8ClampedArray(4 * red.length);
  const byte = (value: number) => (255 * (value - minimum)) / span;
  red.forEach((value, pixel) => {
    put(rgba, pixel, [byte(value), byte(green[pixel] ?? 0), byte(blue[pixel] ?? 0)]);
  });
  return { rgba, minimum, maximum, values: red };
}

function inRows(values: ExactValues, slice: Slice, sampling: Sampling): Float64Array {
  const ordered = new Float64Array(sampling.rows * sampling.columns);
  for (let row = 0; row < sampling.rows; row += 1) {
    for (let column = 0; column < sampling.columns; column += 1) {
      const value = values[positionIn(slice, sampling, row, column)];
      ordered[row * sampling.columns + column] = Number(value ?? Number.NaN);
    }
  }
  return ordered;
}

function put(rgba: Uint8ClampedArray, pixel: number, [red, green, blue]: Colour): void {
  rgba[4 * pixel] = red;
  rgba[4 * pixel + 1] = green;
  rgba[4 * pixel + 2] = blue;
  rgba[4 * pixel + 3] = 255;
}
