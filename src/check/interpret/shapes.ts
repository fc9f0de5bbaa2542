import { TensorFileError } from '../../tensor/tensor-file';
import type { ArraySource } from '../input/batches';

/** Relation between the shapes of targets and logits. */
export type ShapeMatch =
  | {
      readonly kind: 'elementwise';
      /** True when the shapes are equal except for axes of length one, so that they broadcast instead of pairing. */
      readonly broadcasts: boolean;
    }
  | {
      readonly kind: 'index';
      /** Axes of the logits that the targets lack. Each may be the class axis; the likeliest is first. */
      readonly classAxes: readonly number[];
    };

/**
 * Pairs the shapes of logits and targets. Axes of length one are optional.
 * @throws TensorFileError when neither one target per logit nor one class index per example fits.
 */
export function matchShapes(logits: ArraySource, targets: ArraySource): ShapeMatch {
  const shape = logits.array.shape;
  const targetShape = targets.array.shape;
  if (sameLengths(squeezed(shape), squeezed(targetShape))) {
    return { kind: 'elementwise', broadcasts: !sameLengths(shape, targetShape) };
  }
  const classAxes = indexAxes(shape, targetShape);
  if (classAxes.length > 0) {
    return { kind: 'index', classAxes: byLikelihood(classAxes, shape.length) };
  }
  throw new TensorFileError(
    targets.file.name,
    {
      id: 'shapes-misfit',
      facts: {
        targets: targetShape,
        logits: shape,
        array: logits.array.name,
        indices: shapesOfIndices(shape),
        fitSwapped: indexAxes(targetShape, shape).length > 0,
      },
    },
    { array: targets.array.name },
  );
}

/** Axes of the logits that class indices of this shape lack. */
function indexAxes(shape: readonly number[], targetShape: readonly number[]): number[] {
  // The single class index of a vector of logits must be a scalar: (1,) for (N,) is a mistake.
  if (shape.length < 2 && targetShape.length > 0) {
    return [];
  }
  return [...shape.keys()].filter(
    (axis) => (shape[axis] ?? 1) > 1 && sameLengths(squeezed(without(shape, axis)), squeezed(targetShape)),
  );
}

/** The shapes that class indices for these logits may have, each once. */
function shapesOfIndices(shape: readonly number[]): number[][] {
  const axes = shape.length < 2 ? [] : [...new Set([1, shape.length - 1])];
  const shapes = axes.map((axis) => without(shape, axis));
  return shapes.filter((one, at) => shapes.findIndex((other) => sameLengths(one, other)) === at);
}

/** Order for rank 2: last, first. For higher ranks: second (the frameworks' (N, C, H, W)), last, first. */
function byLikelihood(axes: readonly number[], rank: number): number[] {
  const order = rank === 2 ? [1, 0] : [1, rank - 1, 0];
  return [...axes].sort((one, other) => likelihood(order, one) - likelihood(order, other));
}

function likelihood(order: readonly number[], axis: number): number {
  const place = order.indexOf(axis);
  return place < 0 ? order.length + axis : place;
}

export function squeezed(shape: readonly number[]): number[] {
  return shape.filter((length) => length !== 1);
}

function without(shape: readonly number[], axis: number): number[] {
  return shape.filter((_, at) => at !== axis);
}

export function sameLengths(one: readonly number[], other: readonly number[]): boolean {
  return one.length === other.length && one.every((length, axis) => length === other[axis]);
}
export function checkedAxis({ file, array }: ArraySource, axis: number): number {
  if (axis >= 0 && axis < array.shape.length) {
    return axis;
  }
  throw new TensorFileError(
    file.name,
    { id: 'no-such-axis', facts: { axis, shape: array.shape } },
    { array: array.name },
  );
}
