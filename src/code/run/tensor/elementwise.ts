import type { DType } from './dtype';
import { picked } from './layout';
import { broadcastShape, type Shape, stretchedIndices } from './shapes';
import { allocate, resultOf, type Tensor } from './tensor';

/** A function of one number and its derivative, from the argument and the result. */
export interface UnaryFunction {
  readonly value: (x: number) => number;
  /** Carries a gradient back to the argument; null if none goes back. */
  readonly back: ((gradient: number, x: number, result: number) => number) | null;
  /** The values that `back` reads. */
  readonly saves: 'argument' | 'result' | 'nothing';
}

/** Applies a function to each element. @param dtype the type of the argument after promotion, and of the result */
export function mapped(x: Tensor, dtype: DType, { value, back, saves }: UnaryFunction): Tensor {
  const { data } = x;
  const results = allocate(x.shape);
  for (let index = 0; index < data.length; index++) {
    results[index] = value(data[index] ?? Number.NaN);
  }
  const own: Tensor[] = saves === 'argument' ? [x] : [];
  const result = resultOf(
    x.shape,
    dtype,
    results,
    [x],
    (gradient) => [
      back
        ? gradient.map((slope, index) => back(slope, data[index] ?? Number.NaN, results[index] ?? Number.NaN))
        : null,
    ],
    { saved: own },
  );
  if (saves === 'result') {
    own.push(result);
  }
  return result;
}

/** A function of two numbers and its derivatives by both. */
export interface BinaryFunction {
  readonly value: (x: number, y: number) => number;
  readonly backFirst: ((gradient: number, x: number, y: number, result: number) => number) | null;
  readonly backSecond: ((gradient: number, x: number, y: number, result: number) => number) | null;
  /** The values that the derivatives read: `other` if that by one argument reads the other argument alone. */
  readonly saves: 'nothing' | 'other' | 'both';
}

/**
 * Applies a function to the elements of two tensors, which stretch to a common shape.
 *
 * @throws TensorFailure if the shapes do not fit
 */
export function combined(x: Tensor, y: Tensor, dtype: DType, operation: BinaryFunction): Tensor {
  const shape = broadcastShape(x.shape, y.shape);
  const results = allocate(shape);
  const first = stretchedIndices(x.shape, shape);
  const second = stretchedIndices(y.shape, shape);
  for (let index = 0; index < results.length; index++) {
    const one = x.data[first ? (first[index] ?? 0) : index] ?? Number.NaN;
    const other = y.data[second ? (second[index] ?? 0) : index] ?? Number.NaN;
    results[index] = operation.value(one, other);
  }
  const { backFirst, backSecond } = operation;
  const partOf = (
    back: BinaryFunction['backFirst'],
    gradient: Float64Array,
    indices: Int32Array | null,
    size: number,
  ): Float64Array | null => {
    if (!back) {
      return null;
    }
    const part = new Float64Array(size);
    for (let index = 0; index < gradient.length; index++) {
      const one = x.data[first ? (first[index] ?? 0) : index] ?? Number.NaN;
      const other = y.data[second ? (second[index] ?? 0) : index] ?? Number.NaN;
      const slope = back(gradient[index] ?? 0, one, other, results[index] ?? Number.NaN);
      const at = indices ? (indices[index] ?? 0) : index;
      part[at] = (part[at] ?? 0) + slope;
    }
    return part;
  };
  return resultOf(
    shape,
    dtype,
    results,
    [x, y],
    (gradient) => [
      x.hasGradient ? partOf(backFirst, gradient, first, x.size) : null,
      y.hasGradient ? partOf(backSecond, gradient, second, y.size) : null,
    ],
    { saved: savedOf(x, y, operation) },
  );
}

function savedOf(x: Tensor, y: Tensor, { saves }: BinaryFunction): readonly Tensor[] {
  if (saves === 'both') {
    return [x, y];
  }
  return saves === 'other' ? [...(y.hasGradient ? [x] : []), ...(x.hasGradient ? [y] : [])] : [];
}

/**
 * Takes the first where the condition is not 0, the second elsewhere. What is not taken gets a gradient of exactly 0.
 *
 * @throws TensorFailure if the shapes do not fit
 */
export function chosen(condition: Tensor, x: Tensor, y: Tensor, dtype: DType): Tensor {
  const shape = broadcastShape(condition.shape, broadcastShape(x.shape, y.shape));
  const results = allocate(shape);
  const ask = stretchedIndices(condition.shape, shape);
  const sides = [x, y].map((side) => ({ side, indices: stretchedIndices(side.shape, shape) }));
  const isFirst = (index: number): boolean => condition.data[ask ? (ask[index] ?? 0) : index] !== 0;
  for (let index = 0; index < results.length; index++) {
    const taken = sides[isFirst(index) ? 0 : 1];
    results[index] = taken?.side.at(taken.indices ? (taken.indices[index] ?? 0) : index) ?? Number.NaN;
  }
  return resultOf(
    shape,
    dtype,
    results,
    [x, y],
    (gradient) =>
      sides.map(({ side, indices }, place) => {
        const part = new Float64Array(side.size);
        for (let index = 0; index < gradient.length; index++) {
          const at = indices ? (indices[index] ?? 0) : index;
          part[at] = (part[at] ?? 0) + (isFirst(index) === (place === 0) ? (gradient[index] ?? 0) : 0);
        }
        return part;
      }),
    { saved: [condition] },
  );
}

/** The same values in another type. A gradient goes back through a change of float types only. */
export function cast(x: Tensor, dtype: DType): Tensor {
  if (x.dtype === dtype) {
    return x;
  }
  return resultOf(x.shape, dtype, x.data.slice(), [x], (gradient) => [gradient], { saved: [] });
}

/** The tensor stretched to a shape. @throws TensorFailure if it does not stretch to it */
export function stretched(x: Tensor, shape: Shape): Tensor {
  const indices = stretchedIndices(x.shape, shape);
  return indices ? picked(x, shape, indices) : x;
}
