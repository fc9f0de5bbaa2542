import { refuse, TensorFailure } from './failure';
import { scattered, scatteredSum } from './indexing';
import { narrowed, picked, reshaped } from './layout';
import { indicesAlong, listText, normalAxis, type Shape, stridesOf } from './shapes';
import { allocate, Tensor } from './tensor';

/**
 * result[i][j] = x[index[i][j]][j] for axis 0, as torch.gather: one element for each of `index`.
 *
 * @param outside what is at fault where an index is out of range: PyTorch does not count it among the faults of an index
 * @throws TensorFailure if the ranks differ, `index` is longer along another axis, or an index is out of range
 */
export function gathered(
  x: Tensor,
  axis: number,
  index: Tensor,
  outside: TensorFailure['subject'] = 'index',
): Tensor {
  return picked(x, index.shape, placesAlong(x.shape, axis, index, outside));
}

/**
 * x[index[i][j]][j] = values[i][j] for axis 0, as torch.scatter; `values` has at least the shape of `index`.
 *
 * @throws TensorFailure as `gathered` does in PyTorch
 */
export function scatteredAlong(
  x: Tensor,
  axis: number,
  index: Tensor,
  values: Tensor,
  adds: boolean,
): Tensor {
  const places = placesAlong(x.shape, axis, index, 'value');
  const steps = values.rank === 0 ? index.shape.map(() => 0) : stridesOf(values.shape);
  const taken = picked(values, index.shape, indicesAlong(index.shape, steps, 0));
  return adds ? scatteredSum(x, places, taken) : scattered(x, places, taken);
}

/** The coordinates of the elements that are not 0, one row each. */
export function truePlaces(x: Tensor): Tensor {
  const strides = stridesOf(x.shape);
  const rows: number[] = [];
  let count = 0;
  for (let index = 0; index < x.size; index++) {
    if (x.at(index) !== 0) {
      count++;
      for (const [axis, stride] of strides.entries()) {
        rows.push(Math.floor(index / stride) % (x.shape[axis] ?? 1));
      }
    }
  }
  return new Tensor([count, x.rank], 'int64', Float64Array.from(rows));
}

function placesAlong(
  shape: Shape,
  axis: number,
  index: Tensor,
  outside: TensorFailure['subject'],
): Int32Array {
  const along = normalAxis(axis, shape.length);
  if (index.rank !== shape.length && !(index.rank <= 1 && shape.length <= 1)) {
    refuse('shape', 'Index tensor must have the same number of dimensions as input tensor');
  }
  for (const [at, length] of index.shape.entries()) {
    if (at !== along && length > (shape[at] ?? 1)) {
      refuse(
        'shape',
        `Size does not match at dimension ${at} expected index ${listText(index.shape)} to be smaller than self ${listText(shape)} apart from dimension ${along}`,
      );
    }
  }
  const strides = stridesOf(shape);
  const own = stridesOf(index.shape);
  const length = shape[along] ?? 1;
  return Int32Array.from(index.data, (value, place) => {
    if (!(value >= 0 && value < length)) {
      throw new TensorFailure(outside, { kind: 'index', index: value, axis: along, length });
    }
    let at = 0;
    for (const [dimension, stride] of own.entries()) {
      const coordinate =
        dimension === along ? value : Math.floor(place / stride) % (index.shape[dimension] ?? 1);
      at += coordinate * (strides[dimension] ?? 1);
    }
    return own.length === 0 ? value : at;
  });
}

/**
 * A 1 at the class of each index, along a new last axis.
 *
 * @param depth the number of classes; null for the largest index + 1
 * @param outside what an index without a class gives: an exception, or a row of zeros
 */
export function oneHot(index: Tensor, depth: number | null, outside: 'refuse' | 'zeros'): Tensor {
  const classes = depth ?? index.data.reduce((largest, value) => Math.max(largest, value), -1) + 1;
  const shape = [...index.shape, classes];
  const data = allocate(shape);
  for (const [place, value] of index.data.entries()) {
    if (value >= 0 && value < classes) {
      data[place * classes + value] = 1;
    } else if (outside === 'refuse') {
      refuse(
        'value',
        value < 0 ? 'Class values must be non-negative.' : 'Class values must be smaller than num_classes.',
      );
    }
  }
  return new Tensor(shape, 'int64', data);
}

/** The places of the elements that are not 0, one array an axis; a number counts as an array of one. */
export function placesByAxis(tensor: Tensor): Tensor[] {
  const places = truePlaces(tensor.rank === 0 ? reshaped(tensor, [1]) : tensor);
  const [count = 0, rank = 0] = places.shape;
  return Array.from({ length: rank }, (_, at) => reshaped(narrowed(places, 1, at, 1), [count]));
}
