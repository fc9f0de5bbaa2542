import { refuse, TensorFailure } from './failure';

export type Shape = readonly number[];

export function sizeOf(shape: Shape): number {
  return shape.reduce((size, length) => size * length, 1);
}

export function sameShape(one: Shape, other: Shape): boolean {
  return one.length === other.length && one.every((length, axis) => length === other[axis]);
}

/** The shape as Python writes a list: `[3, 4]`. */
export function listText(shape: Shape): string {
  return `[${shape.join(', ')}]`;
}

/** The distance between neighbours along each axis, in C order. */
export function stridesOf(shape: Shape): number[] {
  const strides = new Array<number>(shape.length).fill(1);
  for (let axis = shape.length - 2; axis >= 0; axis--) {
    strides[axis] = (strides[axis + 1] ?? 1) * (shape[axis + 1] ?? 1);
  }
  return strides;
}

/**
 * The common shape of two operands: axes are aligned at the end, and a length of 1 stretches.
 *
 * @throws TensorFailure where two lengths differ and neither is 1
 */
export function broadcastShape(one: Shape, other: Shape): Shape {
  if (sameShape(one, other)) {
    return one;
  }
  const rank = Math.max(one.length, other.length);
  const shape: number[] = [];
  for (let axis = 0; axis < rank; axis++) {
    const first = one[axis - rank + one.length] ?? 1;
    const second = other[axis - rank + other.length] ?? 1;
    if (first !== second && first !== 1 && second !== 1) {
      throw new TensorFailure('shape', { kind: 'broadcast', one, other, axis });
    }
    shape.push(first === 1 ? second : first);
  }
  return shape;
}

/**
 * For each element of `shape`, the index of the element of an operand that stretches to it.
 *
 * @returns null where the operand has that shape already
 */
export function stretchedIndices(from: Shape, shape: Shape): Int32Array | null {
  if (sameShape(from, shape)) {
    return null;
  }
  const own = stridesOf(from);
  const offset = shape.length - from.length;
  const steps = shape.map((_, axis) => (from[axis - offset] === 1 ? 0 : (own[axis - offset] ?? 0)));
  return indicesAlong(shape, steps, 0);
}

/** The offsets that a walk over `shape` in C order visits, with these steps along the axes. */
export function indicesAlong(shape: Shape, steps: readonly number[], start: number): Int32Array {
  const size = sizeOf(shape);
  const indices = new Int32Array(size);
  const counter = new Array<number>(shape.length).fill(0);
  let at = start;
  for (let place = 0; place < size; place++) {
    indices[place] = at;
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      const step = steps[axis] ?? 0;
      const next = (counter[axis] ?? 0) + 1;
      if (next < (shape[axis] ?? 1)) {
        counter[axis] = next;
        at += step;
        break;
      }
      at -= step * (next - 1);
      counter[axis] = 0;
    }
  }
  return indices;
}

/**
 * The axis as a number from 0.
 *
 * @throws TensorFailure for an axis that the rank does not have
 */
export function normalAxis(axis: number, rank: number): number {
  // A tensor without dimensions can be asked for its axis 0 or -1.
  const least = Math.max(rank, 1);
  if (axis < -least || axis >= least) {
    throw new TensorFailure('axis', { kind: 'axis', axis, rank });
  }
  return axis < 0 ? axis + least : axis;
}

/**
 * Several axes as numbers from 0; none for a tensor without dimensions.
 *
 * @throws TensorFailure for an axis that the rank does not have, or one that is named twice
 */
export function normalAxes(axes: readonly number[], rank: number): number[] {
  const normal = axes.map((axis) => normalAxis(axis, rank));
  if (new Set(normal).size !== normal.length) {
    refuse('axis', 'an axis appears multiple times in the list of axes');
  }
  return rank === 0 ? [] : normal;
}
