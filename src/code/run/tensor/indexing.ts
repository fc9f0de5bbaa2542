import { chosen, stretched } from './elementwise';
import { TensorFailure } from './failure';
import { picked, reshaped } from './layout';
import { broadcastShape, indicesAlong, type Shape, sizeOf, stretchedIndices, stridesOf } from './shapes';
import { detached, resultOf, Tensor } from './tensor';

/** One entry of a subscript. Negative numbers count from the end. */
export type IndexEntry =
  | { readonly kind: 'integer'; readonly value: number }
  | SliceEntry
  | { readonly kind: 'newAxis' }
  | { readonly kind: 'ellipsis' }
  /** A tensor of integers, or of booleans, which picks where it is true. */
  | { readonly kind: 'tensor'; readonly tensor: Tensor };

interface SliceEntry {
  readonly kind: 'slice';
  readonly start: number | null;
  readonly stop: number | null;
  readonly step: number;
}

/** An index that an axis does not have gives an exception, or the nearest element as in JAX. */
export type OutsideIndex = 'refuse' | 'clamp';

/** The elements that a subscript picks: the shape of the result and, for each of its elements, the element of the tensor. */
interface Selection {
  readonly shape: Shape;
  readonly indices: Int32Array;
}

/** An axis of the result that a slice or a new axis gives. */
interface AxisPick {
  readonly kind: 'axis';
  readonly length: number;
  readonly step: number;
}

/** An index tensor: offsets in the tensor's data, in the order of `shape`. */
interface IndexPick {
  readonly kind: 'index';
  readonly shape: Shape;
  readonly offsets: Int32Array;
}

/**
 * The elements that a subscript picks.
 *
 * @param outside what an index beyond the axis does
 * @throws TensorFailure for an index that is out of range, too many entries, or masks that do not fit
 */
export function indexed(x: Tensor, entries: readonly IndexEntry[], outside: OutsideIndex = 'refuse'): Tensor {
  const { shape, indices } = selectionOf(x, entries, outside);
  const isOutside = indices.some((index) => index >= OUTSIDE);
  const found = picked(x, shape, isOutside ? indices.map((index) => index % OUTSIDE) : indices);
  if (!isOutside) {
    return found;
  }
  // No gradient goes back to an element that stands in for one that does not exist.
  const mask = Float64Array.from(indices, (index) => (index >= OUTSIDE ? 1 : 0));
  return chosen(new Tensor(shape, 'bool', mask), detached(found), found, x.dtype);
}

/** Added to the place of an element that stands in for one outside; more than any tensor has elements. */
const OUTSIDE = 2 ** 26;

/**
 * The tensor with other values at the places that a subscript picks; `x[entries] = values`.
 *
 * @throws TensorFailure as `indexed`, or if the values do not stretch to the places
 */
export function withReplaced(x: Tensor, entries: readonly IndexEntry[], values: Tensor): Tensor {
  const { shape, indices } = selectionOf(x, entries, 'refuse');
  const trimmed = values.rank > shape.length ? withoutLeadingOnes(values, shape.length) : values;
  return scattered(x, indices, stretched(trimmed, shape));
}

/** The tensor with `values` at the places `indices`; of a place that is named twice, the last value stays. */
export function scattered(x: Tensor, indices: Int32Array, values: Tensor): Tensor {
  const results = x.data.slice();
  for (const [place, index] of indices.entries()) {
    results[index] = values.at(place);
  }
  return resultOf(
    x.shape,
    x.dtype,
    results,
    [x, values],
    (gradient) => {
      const kept = gradient.slice();
      for (const index of indices) {
        kept[index] = 0;
      }
      return [kept, Float64Array.from(indices, (index) => gradient[index] ?? 0)];
    },
    { saved: [] },
  );
}

/** The tensor with `values` added at the places `indices`, also where a place is named several times. */
export function scatteredSum(x: Tensor, indices: Int32Array, values: Tensor): Tensor {
  const results = x.data.slice();
  for (const [place, index] of indices.entries()) {
    results[index] = (results[index] ?? 0) + values.at(place);
  }
  return resultOf(
    x.shape,
    x.dtype,
    results,
    [x, values],
    (gradient) => [gradient, Float64Array.from(indices, (index) => gradient[index] ?? 0)],
    { saved: [] },
  );
}

function withoutLeadingOnes(values: Tensor, rank: number): Tensor {
  const surplus = values.rank - rank;
  const isStretchable = values.shape.slice(0, surplus).every((length) => length === 1);
  return isStretchable ? reshaped(values, values.shape.slice(surplus)) : values;
}

/** Index tensors come where the first one stands, or in front if a slice stands between them. */
function selectionOf(x: Tensor, entries: readonly IndexEntry[], outside: OutsideIndex): Selection {
  const { picks, start } = picksOf(x, entries, outside);
  const advanced = picks.flatMap((pick, place) => (pick.kind === 'index' ? [{ pick, place }] : []));
  const first = advanced[0]?.place ?? 0;
  const isTogether = advanced.every(({ place }, order) => place === first + order);
  const axes = (part: readonly (AxisPick | IndexPick)[]): AxisPick[] =>
    part.filter((pick): pick is AxisPick => pick.kind === 'axis');
  const before = isTogether ? axes(picks.slice(0, first)) : [];
  const after = axes(picks).slice(before.length);
  const { shape: shapeOfIndices, offsets } = joined(advanced.map(({ pick }) => pick));
  const outer = indicesOfAxes(before, start);
  const inner = indicesOfAxes(after, 0);
  const lengths = (part: readonly AxisPick[]): number[] => part.map(({ length }) => length);
  const shape = [...lengths(before), ...shapeOfIndices, ...lengths(after)];
  const indices = new Int32Array(sizeOf(shape));
  let at = 0;
  for (const one of outer) {
    for (const two of offsets) {
      for (const three of inner) {
        indices[at++] = one + two + three;
      }
    }
  }
  return { shape, indices };
}

function indicesOfAxes(axes: readonly AxisPick[], start: number): Int32Array {
  return indicesAlong(
    axes.map(({ length }) => length),
    axes.map(({ step }) => step),
    start,
  );
}

/** Several index tensors as one of their common shape. */
function joined(picks: readonly IndexPick[]): IndexPick {
  const shape = picks.reduce<Shape>((common, pick) => broadcastShape(common, pick.shape), []);
  const offsets = new Int32Array(sizeOf(shape));
  for (const pick of picks) {
    const from = stretchedIndices(pick.shape, shape);
    for (let index = 0; index < offsets.length; index++) {
      offsets[index] = (offsets[index] ?? 0) + (pick.offsets[from ? (from[index] ?? 0) : index] ?? 0);
    }
  }
  return { kind: 'index', shape, offsets };
}

function picksOf(
  x: Tensor,
  entries: readonly IndexEntry[],
  outside: OutsideIndex,
): { readonly picks: (AxisPick | IndexPick)[]; readonly start: number } {
  const taken = entries.reduce((count, entry) => count + axesTaken(entry), 0);
  if (taken > x.rank) {
    throw new TensorFailure('index', { kind: 'tooManyIndices', rank: x.rank, given: taken });
  }
  const strides = stridesOf(x.shape);
  const picks: (AxisPick | IndexPick)[] = [];
  let start = 0;
  let axis = 0;
  const complete = entries.some(({ kind }) => kind === 'ellipsis')
    ? entries
    : [...entries, { kind: 'ellipsis' } as const];
  for (const entry of complete) {
    const length = x.shape[axis] ?? 1;
    const stride = strides[axis] ?? 1;
    switch (entry.kind) {
      case 'ellipsis':
        for (const last = axis + x.rank - taken; axis < last; axis++) {
          picks.push({ kind: 'axis', length: x.shape[axis] ?? 1, step: strides[axis] ?? 1 });
        }
        break;
      case 'newAxis':
        picks.push({ kind: 'axis', length: 1, step: 0 });
        break;
      case 'integer':
        start += offsetOf(entry.value, axis, length, stride, outside);
        axis++;
        break;
      case 'slice': {
        const range = rangeOf(entry, length);
        start += range.first * stride;
        picks.push({ kind: 'axis', length: range.length, step: entry.step * stride });
        axis++;
        break;
      }
      case 'tensor':
        picks.push(...picksOfTensor(x, entry.tensor, axis, strides, outside));
        axis += axesTaken(entry);
        break;
    }
  }
  return { picks, start };
}

function axesTaken(entry: IndexEntry): number {
  if (entry.kind === 'integer' || entry.kind === 'slice') {
    return 1;
  }
  if (entry.kind !== 'tensor') {
    return 0;
  }
  return entry.tensor.dtype === 'bool' ? entry.tensor.rank : 1;
}

/** A mask is the list of places where it is true, one index tensor an axis. */
function picksOfTensor(
  x: Tensor,
  index: Tensor,
  axis: number,
  strides: readonly number[],
  outside: OutsideIndex,
): IndexPick[] {
  if (index.dtype !== 'bool') {
    const offsets = Int32Array.from(index.data, (value) =>
      offsetOf(value, axis, x.shape[axis] ?? 1, strides[axis] ?? 1, outside),
    );
    return [{ kind: 'index', shape: index.shape, offsets }];
  }
  for (const [at, length] of index.shape.entries()) {
    if (length !== x.shape[axis + at]) {
      throw new TensorFailure('index', {
        kind: 'mask',
        mask: index.shape,
        shape: x.shape.slice(axis),
        axis: at,
      });
    }
  }
  const own = indicesAlong(index.shape, strides.slice(axis, axis + index.rank), 0);
  const offsets = own.filter((_, place) => index.at(place) !== 0);
  return [{ kind: 'index', shape: [offsets.length], offsets }];
}

/** Offset of an index along an axis; `OUTSIDE` more for the nearest one to an index that the axis does not have. */
function offsetOf(
  index: number,
  axis: number,
  length: number,
  stride: number,
  outside: OutsideIndex,
): number {
  const place = index < 0 ? index + length : index;
  return outside === 'clamp' && length > 0 && (place < 0 || place >= length)
    ? OUTSIDE + (place < 0 ? 0 : length - 1) * stride
    : placeOf(index, axis, length) * stride;
}

/** @throws TensorFailure for an index that the axis does not have */
export function placeOf(index: number, axis: number, length: number): number {
  if (index < -length || index >= length) {
    throw new TensorFailure('index', { kind: 'index', index, axis, length });
  }
  return index < 0 ? index + length : index;
}

/** The places of a slice, with Python's limits. */
export function rangeOf(
  { start, stop, step }: Omit<SliceEntry, 'kind'>,
  length: number,
): { readonly first: number; readonly length: number } {
  const limited = (value: number): number => {
    const fromStart = value < 0 ? value + length : value;
    return step > 0
      ? Math.min(Math.max(fromStart, 0), length)
      : Math.min(Math.max(fromStart, -1), length - 1);
  };
  const first = limited(start ?? (step > 0 ? 0 : length - 1));
  const last = stop === null ? (step > 0 ? length : -1) : limited(stop);
  return { first, length: Math.max(0, Math.ceil((last - first) / step)) };
}
