import { type DType, isFloating, needsRounding, roundingOf } from './dtype';
import { refuse, TensorTooLarge } from './failure';
import { type Shape, sizeOf } from './shapes';

/** The most elements that one tensor may have. A loss on a batch of the user's has up to a million. */
const MOST_ELEMENTS = 4_194_304;

/**
 * The origin of a tensor, by which gradients find their way back. `backward` takes the gradient of the result and returns
 * that of each input; null for an input that gets none.
 */
export interface History {
  readonly inputs: readonly Tensor[];
  /** The tensors whose values `backward` reads: an in-place change of one of them spoils the gradient. */
  readonly saved: readonly Tensor[];
  readonly backward: (gradient: Float64Array) => readonly (Float64Array | null)[];
}

/**
 * An array of numbers. Its elements never change; an in-place operation gives the object of the program another tensor.
 */
export class Tensor {
  readonly shape: Shape;
  readonly dtype: DType;
  /** The elements in C order. */
  readonly data: Float64Array;
  /** Null for a constant. A leaf, whose gradient is wanted, has a history without inputs. */
  readonly history: History | null;
  /** True once an in-place operation has replaced this tensor. */
  isOverwritten = false;
  /** True if a sum or mean over several elements of the loss's input went into it. */
  readonly isReduced: boolean;

  constructor(
    shape: Shape,
    dtype: DType,
    data: Float64Array,
    history: History | null = null,
    isReduced = false,
  ) {
    this.shape = shape;
    this.dtype = dtype;
    this.data = data;
    this.history = history;
    this.isReduced = isReduced;
  }

  get rank(): number {
    return this.shape.length;
  }

  get size(): number {
    return this.data.length;
  }

  get hasGradient(): boolean {
    return this.history !== null;
  }

  /** The element at a place in C order. */
  at(index: number): number {
    return this.data[index] ?? Number.NaN;
  }
}

/**
 * Room for the elements of a shape, all 0.
 *
 * @throws TensorFailure for a negative length
 * @throws TensorTooLarge for more than `MOST_ELEMENTS`
 */
export function allocate(shape: Shape): Float64Array {
  const negative = shape.find((length) => length < 0);
  if (negative !== undefined) {
    refuse('shape', `Trying to create tensor with negative dimension ${negative}`);
  }
  const size = sizeOf(shape);
  if (!(size <= MOST_ELEMENTS)) {
    throw new TensorTooLarge(size);
  }
  return new Float64Array(size);
}

/** A constant whose elements are all alike. */
export function filled(shape: Shape, value: number, dtype: DType): Tensor {
  return new Tensor(shape, dtype, allocate(shape).fill(roundingOf(dtype)(value)));
}

/** A constant of these elements, rounded to the type. */
export function tensorOf(shape: Shape, values: ArrayLike<number>, dtype: DType): Tensor {
  return new Tensor(shape, dtype, rounded(Float64Array.from(values), dtype));
}

/** A tensor without dimensions. */
export function scalarOf(value: number, dtype: DType): Tensor {
  return tensorOf([], [value], dtype);
}

/** A copy of the values whose gradient is wanted. */
export function leafOf({ shape, dtype, data }: Tensor): Tensor {
  return new Tensor(shape, dtype, data.slice(), { inputs: [], saved: [], backward: () => [] });
}

/** The values without their history: what `detach` and `stop_gradient` leave. */
export function detached({ shape, dtype, data }: Tensor): Tensor {
  return new Tensor(shape, dtype, data);
}

/** Rounds in place to a type. */
export function rounded(values: Float64Array, dtype: DType): Float64Array {
  if (needsRounding(dtype)) {
    const round = roundingOf(dtype);
    for (let index = 0; index < values.length; index++) {
      values[index] = round(values[index] ?? Number.NaN);
    }
  }
  return values;
}

/**
 * The result of an operation. Its elements are rounded to the type; its history is kept if an input has one and the type
 * can have a gradient.
 */
export function resultOf(
  shape: Shape,
  dtype: DType,
  data: Float64Array,
  inputs: readonly Tensor[],
  backward: History['backward'],
  {
    saved = inputs,
    reduces = false,
  }: { readonly saved?: readonly Tensor[]; readonly reduces?: boolean } = {},
): Tensor {
  const tracked = isFloating(dtype) && inputs.some((input) => input.hasGradient);
  const history = tracked ? { inputs, saved, backward } : null;
  const isReduced = (reduces && tracked) || inputs.some((input) => input.isReduced);
  return new Tensor(shape, dtype, rounded(data, dtype), history, isReduced);
}
