import type { DType } from './dtype';
import { refuse, TensorFailure } from './failure';
import {
  indicesAlong,
  listText,
  normalAxes,
  normalAxis,
  type Shape,
  sameShape,
  sizeOf,
  stridesOf,
} from './shapes';
import { allocate, resultOf, Tensor } from './tensor';

/** Picks elements by their places in C order; gradients go back to where they were picked. */
export function picked(x: Tensor, shape: Shape, indices: Int32Array): Tensor {
  const results = allocate(shape);
  for (let index = 0; index < results.length; index++) {
    results[index] = x.at(indices[index] ?? 0);
  }
  return resultOf(
    shape,
    x.dtype,
    results,
    [x],
    (gradient) => {
      const part = new Float64Array(x.size);
      for (let index = 0; index < gradient.length; index++) {
        const at = indices[index] ?? 0;
        part[at] = (part[at] ?? 0) + (gradient[index] ?? 0);
      }
      return [part];
    },
    { saved: [] },
  );
}

/**
 * The same elements in another shape, in which one length may be -1.
 *
 * @throws TensorFailure if the sizes differ
 */
export function reshaped(x: Tensor, wanted: Shape): Tensor {
  const shape = completed(x.size, wanted);
  if (sameShape(shape, x.shape)) {
    return x;
  }
  const history = x.hasGradient
    ? { inputs: [x], saved: [], backward: (gradient: Float64Array) => [gradient] }
    : null;
  return new Tensor(shape, x.dtype, x.data, history, x.isReduced);
}

function completed(size: number, wanted: Shape): Shape {
  const open = wanted.indexOf(-1);
  const known = wanted.reduce((product, length, axis) => (axis === open ? product : product * length), 1);
  const invalid = (): never => {
    throw new TensorFailure('shape', { kind: 'reshape', shape: wanted, size });
  };
  if (wanted.some((length, axis) => length < 0 && axis !== open)) {
    return invalid();
  }
  if (open < 0) {
    return known === size ? wanted : invalid();
  }
  return known > 0 && size % known === 0 ? wanted.with(open, size / known) : invalid();
}

/** The axes in another order. @throws TensorFailure if `axes` is no order of all axes */
export function permuted(x: Tensor, axes: readonly number[]): Tensor {
  if (axes.length !== x.rank || new Set(axes).size !== x.rank) {
    refuse('shape', `permute(${axes.join(', ')}) of a tensor with ${x.rank} dimensions`);
  }
  const strides = stridesOf(x.shape);
  const shape = axes.map((axis) => x.shape[axis] ?? 1);
  return picked(
    x,
    shape,
    indicesAlong(
      shape,
      axes.map((axis) => strides[axis] ?? 1),
      0,
    ),
  );
}

export function swapped(x: Tensor, one: number, other: number): Tensor {
  const axes = x.shape.map((_, axis) => axis);
  const [first, second] = [normalAxis(one, x.rank), normalAxis(other, x.rank)];
  return x.rank === 0 ? x : permuted(x, axes.with(first, second).with(second, first));
}

/** An axis at another place, the others in their order. */
export function moved(x: Tensor, from: number, to: number): Tensor {
  const source = normalAxis(from, x.rank);
  const others = x.shape.map((_, axis) => axis).filter((axis) => axis !== source);
  return permuted(x, others.toSpliced(normalAxis(to, x.rank), 0, source));
}

/** An axis of length 1 before `axis`. */
export function expandedAt(x: Tensor, axis: number): Tensor {
  return reshaped(x, x.shape.toSpliced(normalAxis(axis, x.rank + 1), 0, 1));
}

/** Without the axes of length 1 among those given; among all for null. */
export function squeezed(x: Tensor, axes: readonly number[] | null): Tensor {
  const candidates = axes?.map((axis) => normalAxis(axis, x.rank));
  return reshaped(
    x,
    x.shape.filter((length, axis) => length !== 1 || (candidates && !candidates.includes(axis))),
  );
}

/** The axes from `start` to `end` as one. */
export function flattened(x: Tensor, start: number, end: number): Tensor {
  if (x.rank === 0) {
    return reshaped(x, [1]);
  }
  const [first, last] = [normalAxis(start, x.rank), normalAxis(end, x.rank)];
  if (first > last) {
    refuse('axis', 'flatten() has invalid args: start_dim cannot come after end_dim');
  }
  const inner = sizeOf(x.shape.slice(first, last + 1));
  return reshaped(x, [...x.shape.slice(0, first), inner, ...x.shape.slice(last + 1)]);
}

/**
 * Tensors one after another along an axis.
 *
 * @throws TensorFailure if their other axes differ
 */
export function concatenated(all: readonly Tensor[], axis: number, dtype: DType): Tensor {
  // PyTorch leaves out tensors of shape (0,), whatever the others' shape, and no other tensors without elements.
  const isLeftOut = ({ rank, size }: Tensor): boolean => rank === 1 && size === 0;
  const tensors = all.every(isLeftOut) ? all : all.filter((tensor) => !isLeftOut(tensor));
  const [first] = tensors;
  if (!first) {
    return refuse('value', 'expected a non-empty list of Tensors');
  }
  const along = normalAxis(axis, first.rank);
  for (const tensor of tensors) {
    if (
      first.rank === 0 ||
      tensor.rank !== first.rank ||
      tensor.shape.some((length, at) => at !== along && length !== first.shape[at])
    ) {
      refuse(
        'shape',
        `cannot join shapes ${listText(first.shape)} and ${listText(tensor.shape)} along dimension ${along}`,
      );
    }
  }
  const lengths = tensors.map((tensor) => tensor.shape[along] ?? 0);
  const shape = first.shape.with(
    along,
    lengths.reduce((sum, length) => sum + length, 0),
  );
  const outer = sizeOf(shape.slice(0, along));
  const inner = sizeOf(shape.slice(along + 1));
  const results = allocate(shape);
  const blocks: {
    readonly tensor: number;
    readonly from: number;
    readonly to: number;
    readonly length: number;
  }[] = [];
  let to = 0;
  for (let block = 0; block < outer; block++) {
    for (const [tensor, length] of lengths.entries()) {
      blocks.push({ tensor, from: block * length * inner, to, length: length * inner });
      to += length * inner;
    }
  }
  for (const { tensor, from, to: start, length } of blocks) {
    results.set(tensors[tensor]?.data.subarray(from, from + length) ?? [], start);
  }
  return resultOf(
    shape,
    dtype,
    results,
    tensors,
    (gradient) => {
      const parts = tensors.map((tensor) => new Float64Array(tensor.size));
      for (const { tensor, from, to: start, length } of blocks) {
        parts[tensor]?.set(gradient.subarray(start, start + length), from);
      }
      return parts;
    },
    { saved: [] },
  );
}

/** The part of an axis from `start` on, `length` long. */
export function narrowed(x: Tensor, axis: number, start: number, length: number): Tensor {
  const strides = stridesOf(x.shape);
  const shape = x.shape.with(axis, length);
  return picked(x, shape, indicesAlong(shape, strides, start * (strides[axis] ?? 1)));
}

/** The axis backwards. */
export function flipped(x: Tensor, axes: readonly number[]): Tensor {
  const strides = stridesOf(x.shape);
  const turned = normalAxes(axes, x.rank);
  const start = turned.reduce((sum, axis) => sum + ((x.shape[axis] ?? 1) - 1) * (strides[axis] ?? 1), 0);
  const steps = strides.map((step, axis) => (turned.includes(axis) ? -step : step));
  return picked(x, x.shape, indicesAlong(x.shape, steps, start));
}

/** The tensor so many times along each axis; missing axes come first. */
export function repeated(x: Tensor, times: readonly number[]): Tensor {
  if (times.length < x.rank) {
    refuse(
      'shape',
      'Number of dimensions of repeat dims can not be smaller than number of dimensions of tensor',
    );
  }
  const own = [...new Array<number>(times.length - x.rank).fill(1), ...x.shape];
  const shape = own.map((length, axis) => length * (times[axis] ?? 1));
  const outer: number[] = [];
  const steps: number[] = [];
  const strides = stridesOf(own);
  for (const [axis, length] of own.entries()) {
    outer.push(times[axis] ?? 1, length);
    steps.push(0, strides[axis] ?? 1);
  }
  return picked(x, shape, indicesAlong(outer, steps, 0));
}
