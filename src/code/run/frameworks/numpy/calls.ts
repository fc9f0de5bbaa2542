import { raise } from '../../language/exceptions';
import { DTypeValue } from '../../language/library-values';
import { NotUnderstood } from '../../language/not-understood';
import { typeName } from '../../language/python/keys';
import type { Given } from '../../language/signature';
import { ArrayValue, ListValue, TupleValue, type Value } from '../../language/values';
import { DTYPES, type DType } from '../../tensor/dtype';
import type { ReducedAxes } from '../../tensor/reduction';
import { detached, type Tensor } from '../../tensor/tensor';
import type { NumpyLike } from './framework';
import { type Operand, operandOf, settled, typeOfKind } from './promotion';

/** The way in which functions of a library with NumPy's interface read their arguments and give their results. */
export interface Calls {
  /** A result as an array of the library. @throws NotUnderstood if it exceeds the memory of a run */
  wrap(given: Given, tensor: Tensor): ArrayValue;
  operand(given: Given, name: string): Operand;
  /** The argument as an array: a number takes the default type. */
  tensor(given: Given, name: string): Tensor;
  /** The arrays, numbers or lists that a sequence holds. */
  operands(given: Given, name: string): Operand[];
  /** An array, number or nested list as an array. */
  anyTensor(given: Given, name: string): Tensor;
  /** The argument `dtype`; null if it is absent. */
  dtype(given: Given): DType | null;
  /** The arguments `axis` and `keepdims`. */
  axes(given: Given): ReducedAxes;
}

/** The names of Python's own types of numbers. */
const NAMES_OF_KINDS: ReadonlySet<string> = new Set(['float', 'int', 'bool']);

/** The calls of one library. */
export function callsOf({ framework, defaults }: NumpyLike): Calls {
  const anyOperand = (value: Value, { machine, place }: Given): Operand =>
    operandOf(value, defaults, machine, place);
  const operand = (given: Given, name: string): Operand => {
    const value = given.value(name);
    const isList = value instanceof ListValue || value instanceof TupleValue;
    return isList && !defaults.takesLists
      ? raise('TypeError', `${given.name}() requires arrays or numbers, not ${typeName(value)}`, given.place)
      : anyOperand(value, given);
  };
  const typeOfClass = (value: Value, given: Given): DType => {
    const numbered = typeof value === 'bigint' ? defaults.typeNumbers?.get(value) : undefined;
    if (numbered) {
      return numbered;
    }
    const isOtherName = typeof value === 'string' && !NAMES_OF_KINDS.has(value);
    if (typeof value === 'bigint' || isOtherName) {
      // NumPy has codes such as `f4`.
      throw new NotUnderstood({ kind: 'argument', name: 'dtype', of: given.name }, given.place);
    }
    const name = value instanceof Object && 'name' in value ? value.name : value;
    return name === 'float' || name === 'int' || name === 'bool'
      ? typeOfKind(name === 'int' ? 'integer' : name, defaults)
      : given.refuse('dtype', 'a type', value);
  };
  return {
    wrap(given, tensor) {
      given.machine.budget.make(tensor.size, given.place);
      return new ArrayValue(given.machine.isWithoutGradient ? detached(tensor) : tensor, framework);
    },
    operand,
    tensor: (given, name) => settled(operand(given, name), defaults),
    operands: (given, name) =>
      given.machine.items(given.value(name), given.place).map((item) => anyOperand(item, given)),
    anyTensor: (given, name) => settled(anyOperand(given.value(name), given), defaults),
    dtype(given) {
      const value = given.value('dtype');
      if (value instanceof DTypeValue) {
        return value.dtype;
      }
      return value === null ? null : (DTYPES.find((name) => name === value) ?? typeOfClass(value, given));
    },
    axes: (given) => ({ axes: given.integersIfAny('axis'), keeps: given.flag('keepdims') }),
  };
}
