import { raise } from '../../language/exceptions';
import type { Given } from '../../language/signature';
import { ArrayValue, DTypeValue, type Value } from '../../language/values';
import type { DType } from '../../tensor/dtype';
import type { ReducedAxes } from '../../tensor/reduction';
import type { Tensor } from '../../tensor/tensor';
import type { NumpyLike } from './framework';
import { type Operand, operandOf, typeOfKind } from './promotion';

/** How the functions of a library with NumPy's interface read their arguments, and give their results. */
export interface Calls {
  /** A result as an array of the library. @throws NotUnderstood if it exceeds the memory of a run */
  wrap(given: Given, tensor: Tensor): ArrayValue;
  operand(given: Given, name: string): Operand;
  tensor(given: Given, name: string): Tensor;
  /** The argument `dtype`; null if it is absent. */
  dtype(given: Given): DType | null;
  /** The arguments `axis` and `keepdims`. */
  axes(given: Given): ReducedAxes;
}

/** The calls of one library. */
export function callsOf({ framework, defaults }: NumpyLike): Calls {
  const operand = (given: Given, name: string) =>
    operandOf(given.value(name), defaults, given.machine, given.place);
  const typeOfClass = (value: Value, given: Given): DType => {
    const name = value instanceof Object && 'name' in value ? value.name : '';
    return name === 'float' || name === 'int' || name === 'bool'
      ? typeOfKind(name === 'int' ? 'integer' : name, defaults)
      : raise('TypeError', `${given.name}(): the type is not understood`, given.place);
  };
  return {
    wrap(given, tensor) {
      given.machine.budget.make(tensor.size, given.place);
      return new ArrayValue(tensor, framework);
    },
    operand,
    tensor: (given, name) => operand(given, name).tensor,
    dtype(given) {
      const value = given.value('dtype');
      if (value instanceof DTypeValue) {
        return value.dtype;
      }
      return typeof value === 'string' ? (value as DType) : value === null ? null : typeOfClass(value, given);
    },
    axes: (given) => ({ axes: given.integersIfAny('axis'), keeps: given.flag('keepdims') }),
  };
}
