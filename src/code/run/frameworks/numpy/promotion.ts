import { raise } from '../../language/exceptions';
import type { Place } from '../../language/program';
import { isNumber, typeName } from '../../language/python/keys';
import { ArrayValue, type Machine, type Value } from '../../language/values';
import {
  categoryOf,
  type DType,
  type DTypeCategory,
  isFloating,
  isLower,
  promoted,
} from '../../tensor/dtype';
import { cast } from '../../tensor/elementwise';
import { refuse } from '../../tensor/failure';
import { scalarOf, type Tensor, tensorOf } from '../../tensor/tensor';
import { nestedNumbers } from '../shared/nested';

/** The types that a library of NumPy's interface gives by default. */
export interface Defaults {
  readonly float: DType;
  readonly integer: DType;
  /** True if an integer array with a small float array gives a larger float, as in NumPy. */
  readonly integersWiden: boolean;
  /** True if arrays of two types do not go together, as in TensorFlow. */
  readonly isStrict: boolean;
  /** False if arrays of two categories of types, or of two types of integers, do not go together, as in PaddlePaddle. */
  readonly categoriesMix: boolean;
  /** False where the kernels refuse booleans as numbers, and floats for integers, as TensorFlow's do. */
  readonly isLenient: boolean;
  /** True if functions take nested lists for arrays. */
  readonly takesLists: boolean;
  /** Types by the numbers that stand for them in TensorFlow. */
  readonly typeNumbers?: ReadonlyMap<bigint, DType>;
}

/** An operand: an array, or a number of Python, which gives way to arrays (NEP 50). */
export interface Operand {
  /** A number is held as float64, int64 or bool, and rounded to the type that it takes. */
  readonly tensor: Tensor;
  readonly isWeak: boolean;
}

/** @throws Raised for what is no number, array or list of them */
export function operandOf(value: Value, defaults: Defaults, machine: Machine, place: Place): Operand {
  if (value instanceof ArrayValue) {
    return { tensor: value.tensor, isWeak: defaults.isStrict && value.framework.name === 'numpy' };
  }
  if (isNumber(value)) {
    const dtype = typeof value === 'boolean' ? 'bool' : typeof value === 'bigint' ? 'int64' : 'float64';
    return { tensor: scalarOf(Number(value), dtype), isWeak: true };
  }
  if (value === null || typeof value === 'string') {
    return raise('TypeError', `unsupported operand type: '${typeName(value)}'`, place);
  }
  const numbers = nestedNumbers(value, machine, place);
  const isWeak = defaults.isStrict && numbers.arrayType === null;
  const dtype = numbers.arrayType ?? typeOfKind(numbers.kind, isWeak ? EXACT : defaults);
  return { tensor: tensorOf(numbers.shape, numbers.values, dtype), isWeak };
}

/** The types in which numbers are held until they take another. */
const EXACT: Pick<Defaults, 'float' | 'integer'> = { float: 'float64', integer: 'int64' };

export function typeOfKind(kind: DTypeCategory, defaults: Pick<Defaults, 'float' | 'integer'>): DType {
  if (kind === 'bool') {
    return 'bool';
  }
  return kind === 'integer' ? defaults.integer : defaults.float;
}

/** The type in which operands are combined. @throws TensorFailure for types that do not go together */
export function commonType(operands: readonly Operand[], defaults: Defaults): DType {
  const types = operands.filter(({ isWeak }) => !isWeak).map(({ tensor }) => tensor.dtype);
  const categories = operands.filter(({ isWeak }) => isWeak).map(({ tensor }) => categoryOf(tensor.dtype));
  const highest = categories.reduce<DTypeCategory>(
    (one, other) => (isLower(one, other) ? other : one),
    categories[0] ?? 'bool',
  );
  const [first, ...others] = types;
  if (first === undefined) {
    return typeOfKind(highest, defaults);
  }
  if (defaults.isStrict) {
    const numbersFit = categories.every((category) => !isLower(categoryOf(first), category));
    return numbersFit && others.every((other) => other === first)
      ? first
      : refuse('type', `cannot compute with tensors of the types ${[...types, ...categories].join(', ')}`);
  }
  const isMixed = others.some((other) => other !== first && !(isFloating(other) && isFloating(first)));
  if (isMixed && !defaults.categoriesMix) {
    refuse('type', `cannot compute with tensors of the types ${types.join(', ')}`);
  }
  const own = others.reduce((one, other) => promoted(one, other, defaults.integersWiden), first);
  return isLower(categoryOf(own), highest) ? typeOfKind(highest, defaults) : own;
}

/** A number of Python becomes an array of the default type when a function takes it. */
export function settled({ tensor, isWeak }: Operand, defaults: Defaults): Tensor {
  return isWeak ? cast(tensor, typeOfKind(categoryOf(tensor.dtype), defaults)) : tensor;
}

/** Integers become floats, as in `np.exp`. @throws TensorFailure where the library has no such function of integers */
export function asFloat(tensor: Tensor, defaults: Defaults): Tensor {
  if (isFloating(tensor.dtype)) {
    return tensor;
  }
  return defaults.isStrict
    ? refuse('type', `no such function of ${tensor.dtype}`)
    : cast(
        tensor,
        defaults.integersWiden ? (SMALLEST_FLOATS[tensor.dtype] ?? defaults.float) : defaults.float,
      );
}

/** The smallest floats of NumPy that hold an integer type. */
const SMALLEST_FLOATS: Readonly<Partial<Record<DType, DType>>> = {
  bool: 'float16',
  uint8: 'float16',
  int8: 'float16',
  int16: 'float32',
};

/** @throws TensorFailure for booleans where the library does not take them for numbers */
export function asNumbers(tensor: Tensor, { isLenient }: Defaults): Tensor {
  return tensor.dtype === 'bool' && !isLenient ? refuse('type', 'booleans are no numbers') : tensor;
}

/** A value in a type that is asked for. @throws TensorFailure for floats of Python where integers are wanted */
export function inType({ tensor, isWeak }: Operand, dtype: DType, { isLenient }: Defaults): Tensor {
  return !isLenient && isWeak && isLower(categoryOf(dtype), categoryOf(tensor.dtype))
    ? refuse('type', `cannot convert ${tensor.dtype} to ${dtype}`)
    : cast(tensor, dtype);
}

/** The type of the quotient of two operands of one type. */
export function quotientType(dtype: DType, { isStrict, float }: Defaults): DType {
  if (isFloating(dtype)) {
    return dtype;
  }
  return isStrict && (dtype === 'int32' || dtype === 'int64') ? 'float64' : float;
}

/** The type of the sum of elements of a type. @throws TensorFailure for booleans where they are no numbers */
export function sumType(dtype: DType, { isStrict, integer }: Defaults): DType {
  if (isFloating(dtype)) {
    return dtype;
  }
  if (isStrict) {
    return dtype === 'bool' ? refuse('type', 'booleans have no sum') : dtype;
  }
  return promoted(dtype, integer, false);
}
