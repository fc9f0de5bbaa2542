import { raise } from '../../language/exceptions';
import type { Place } from '../../language/program';
import { isNumber, typeName } from '../../language/python/keys';
import { ArrayValue, type Machine, type Value } from '../../language/values';
import { categoryOf, type DType, isFloating, isLower, promoted } from '../../tensor/dtype';
import { cast } from '../../tensor/elementwise';
import { type Tensor, tensorOf } from '../../tensor/tensor';
import { nestedNumbers } from '../shared/nested';

/** Which types a library of NumPy's interface gives where nothing says otherwise. */
export interface Defaults {
  readonly float: DType;
  readonly integer: DType;
  /** True if an integer array with a small float array gives a larger float, as in NumPy. */
  readonly integersWiden: boolean;
}

/** An operand: an array, or a number of Python, which gives way to arrays (NEP 50). */
export interface Operand {
  readonly tensor: Tensor;
  readonly isWeak: boolean;
}

/** @throws Raised for what is no number, array or list of them */
export function operandOf(value: Value, defaults: Defaults, machine: Machine, place: Place): Operand {
  if (value instanceof ArrayValue) {
    return { tensor: value.tensor, isWeak: false };
  }
  if (value === null || typeof value === 'string') {
    return raise('TypeError', `unsupported operand type: '${typeName(value)}'`, place);
  }
  const numbers = nestedNumbers(value, machine, place);
  const dtype = numbers.arrayType ?? typeOfKind(numbers.kind, defaults);
  return { tensor: tensorOf(numbers.shape, numbers.values, dtype), isWeak: isNumber(value) };
}

export function typeOfKind(kind: 'bool' | 'integer' | 'float', defaults: Defaults): DType {
  if (kind === 'bool') {
    return 'bool';
  }
  return kind === 'integer' ? defaults.integer : defaults.float;
}

/** The type in which operands are combined. */
export function commonType(operands: readonly Operand[], defaults: Defaults): DType {
  const strong = operands.filter(({ isWeak }) => !isWeak).map(({ tensor }) => tensor.dtype);
  const weak = operands.filter(({ isWeak }) => isWeak).map(({ tensor }) => tensor.dtype);
  const join = (types: readonly DType[]): DType | undefined =>
    types.length === 0
      ? undefined
      : types.reduce((one, other) => promoted(one, other, defaults.integersWiden));
  const [own, numbers] = [join(strong), join(weak)];
  if (own === undefined || numbers === undefined) {
    return own ?? numbers ?? defaults.float;
  }
  return isLower(categoryOf(own), categoryOf(numbers)) ? numbers : own;
}

/** Integers become floats, as in `np.exp` and quotients. */
export function asFloat(tensor: Tensor, defaults: Defaults): Tensor {
  return isFloating(tensor.dtype) ? tensor : cast(tensor, defaults.float);
}
