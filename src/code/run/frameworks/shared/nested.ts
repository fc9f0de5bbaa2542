import { raise } from '../../language/exceptions';
import { NotUnderstood } from '../../language/not-understood';
import type { Place } from '../../language/program';
import { isNumber, typeName } from '../../language/python/keys';
import {
  ArrayValue,
  ListValue,
  type Machine,
  TupleValue,
  UnknownValue,
  type Value,
} from '../../language/values';
import type { DType } from '../../tensor/dtype';

/** The numbers of nested lists with their shape. */
export interface NestedNumbers {
  readonly shape: readonly number[];
  readonly values: readonly number[];
  /** The kind of the numbers; the type of the arrays among them, if all numbers come from arrays. */
  readonly kind: 'bool' | 'integer' | 'float';
  readonly arrayType: DType | null;
}

/**
 * Reads a number, an array, or nested lists of them.
 *
 * @throws Raised for lists of unequal length and for what is no number
 */
export function nestedNumbers(value: Value, machine: Machine, place: Place): NestedNumbers {
  if (isNumber(value)) {
    const kind = typeof value === 'boolean' ? 'bool' : typeof value === 'bigint' ? 'integer' : 'float';
    return { shape: [], values: [Number(value)], kind, arrayType: null };
  }
  if (value instanceof ArrayValue) {
    const { shape, data, dtype } = value.tensor;
    const kind = dtype === 'bool' ? 'bool' : dtype.includes('float') ? 'float' : 'integer';
    return { shape, values: [...data], kind, arrayType: dtype };
  }
  if (value instanceof UnknownValue) {
    throw new NotUnderstood({ kind: 'name', name: value.what }, place);
  }
  if (!(value instanceof ListValue || value instanceof TupleValue)) {
    return raise('TypeError', `a tensor cannot be made of ${typeName(value)}`, place);
  }
  const parts = value.items.map((item) => nestedNumbers(item, machine, place));
  const [first] = parts;
  if (!first) {
    return { shape: [0], values: [], kind: 'float', arrayType: null };
  }
  for (const { shape } of parts) {
    if (shape.join() !== first.shape.join()) {
      raise('ValueError', 'expected sequences of equal length', place);
    }
  }
  const kinds = parts.map(({ kind }) => kind);
  const kind = kinds.includes('float') ? 'float' : kinds.includes('integer') ? 'integer' : 'bool';
  const values = parts.flatMap((part) => part.values);
  machine.budget.make(values.length, place);
  const arrayType = parts.every((part) => part.arrayType === first.arrayType) ? first.arrayType : null;
  return { shape: [parts.length, ...first.shape], values, kind, arrayType };
}
