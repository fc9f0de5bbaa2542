import { throwError } from '../../language/typescript/errors';
import { isNumberValue, plainNumber, scalarTensor } from '../../language/typescript/numbers';
import type { Arguments } from '../../language/typescript/script';
import { TYPED_LISTS, TypedList } from '../../language/typescript/typed-list';
import { ArrayValue, ListValue, type Value } from '../../language/values';
import type { DType } from '../../tensor/dtype';
import { cast } from '../../tensor/elementwise';
import { concatenated, reshaped } from '../../tensor/layout';
import { type Shape, sameShape, sizeOf } from '../../tensor/shapes';
import { Tensor, tensorOf } from '../../tensor/tensor';

/** The types of TensorFlow.js that hold numbers. */
export type ScriptType = 'bool' | 'int32' | 'float32';

const RANKS: Readonly<Record<ScriptType, number>> = { bool: 0, int32: 1, float32: 2 };

/** The type in which two tensors are combined. */
export function upcast(one: DType, other: DType): ScriptType {
  const [first, second] = [one, other] as [ScriptType, ScriptType];
  return RANKS[first] >= RANKS[second] ? first : second;
}

/** The types that an argument may have. Other types are refused, but numbers and arrays are read as the type. */
export type WantedType = 'numeric' | ScriptType;

/** An argument of an operation: a tensor, a number, a boolean, or nested arrays of them. */
export function tensorGiven(
  value: Value,
  { machine, place }: Arguments,
  name: string,
  wanted: WantedType = 'numeric',
): Tensor {
  const tensor = value instanceof ArrayValue && !isNumberValue(value) ? value.tensor : null;
  if (tensor) {
    return wanted === 'numeric' || tensor.dtype === wanted
      ? tensor
      : throwError(
          'Error',
          `Argument '${name}' must be ${wanted} tensor, but got ${tensor.dtype} tensor`,
          place,
        );
  }
  const made = tensorOfValue(value, wanted === 'numeric' ? null : wanted, null);
  if (!made) {
    return throwError('Error', `Argument '${name}' must be a Tensor or TensorLike`, place);
  }
  machine.budget.make(made.size, place);
  return made;
}

/**
 * A number, boolean or nested arrays of them as a tensor.
 *
 * @param dtype null for what the first element says
 * @param shape null for that of the arrays
 * @returns null for what is none of them, or arrays of unequal length
 */
export function tensorOfValue(value: Value, dtype: ScriptType | null, shape: Shape | null): Tensor | null {
  const leaves: Value[] = [];
  const own = collect(value, leaves);
  if (!own) {
    return null;
  }
  const [first] = leaves;
  const type = dtype ?? typeOfFirst(value, first);
  const wanted = shape ?? own;
  if (sizeOf(wanted) !== leaves.length) {
    return null;
  }
  if (!leaves.some((leaf) => leaf instanceof ArrayValue)) {
    const numbers = leaves.map(Number);
    return tensorOf(wanted, type === 'float32' ? numbers : numbers.map(wholeNumber), type);
  }
  const scalars = leaves.map((leaf) =>
    reshaped(leaf instanceof ArrayValue ? leaf.tensor : scalarTensor(Number(leaf)), [1]),
  );
  return cast(reshaped(concatenated(scalars, 0, 'float64'), wanted), type);
}

/** Returns the part of a number that an array of integers keeps. */
export function wholeNumber(value: number): number {
  return Number.isFinite(value) ? Math.trunc(value) : 0;
}

function typeOfFirst(value: Value, first: Value | undefined): ScriptType {
  if (value instanceof TypedList) {
    return TYPED_LISTS[value.typeName].startsWith('float') ? 'float32' : 'int32';
  }
  return typeof first === 'boolean' ? 'bool' : 'float32';
}

/** Adds the numbers of nested arrays to `leaves`. @returns their shape, null if there is none */
function collect(value: Value, leaves: Value[]): number[] | null {
  if (isNumberValue(value) || typeof value === 'boolean') {
    leaves.push(value);
    return [];
  }
  if (!(value instanceof ListValue)) {
    return null;
  }
  let inner: number[] | null = null;
  for (const item of value.items) {
    const shape = collect(item, leaves);
    if (!shape || (inner && !sameShape(inner, shape))) {
      return null;
    }
    inner = shape;
  }
  return [value.items.length, ...(inner ?? [])];
}

/** A list of numbers, such as a shape. */
export function numbersGiven(value: Value, place: Arguments['place']): number[] {
  if (!(value instanceof ListValue)) {
    return throwError('Error', 'the argument must be an array of numbers', place);
  }
  return value.items.map((item) => (isNumberValue(item) ? plainNumber(item) : Number.NaN));
}

/**
 * The result of an operation, whose history is kept for booleans and integers too: where TensorFlow.js has no gradient for an
 * operation, it refuses to compute one.
 */
export function untrackable(
  { shape, data, isReduced }: Tensor,
  dtype: ScriptType,
  inputs: readonly Tensor[],
  refuse: () => never,
): Tensor {
  const isTracked = inputs.some(({ hasGradient }) => hasGradient);
  const history = isTracked ? { inputs, saved: [], backward: refuse } : null;
  return new Tensor(shape, dtype, data, history, isReduced);
}
