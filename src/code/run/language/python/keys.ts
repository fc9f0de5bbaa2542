import { raise } from '../exceptions';
import { NotUnderstood } from '../not-understood';
import type { Place } from '../program';
import {
  ArrayValue,
  ListValue,
  MappingValue,
  SetValue,
  TupleValue,
  UnknownValue,
  type Value,
} from '../values';

/**
 * Returns the key of a value in a dictionary or set: equal values have equal keys.
 * @throws Raised a TypeError for what cannot be hashed
 */
export function keyOf(value: Value, place: Place): unknown {
  if (typeof value === 'string') {
    return `s${value}`;
  }
  if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean') {
    return Number(value);
  }
  if (value instanceof TupleValue) {
    return `t${JSON.stringify(value.items.map((item) => String(keyOf(item, place))))}`;
  }
  if (value instanceof ListValue || value instanceof MappingValue || value instanceof SetValue) {
    return raise('TypeError', `unhashable type`, place);
  }
  return value instanceof ArrayValue && value.framework.name === 'numpy'
    ? raise('TypeError', `unhashable type: 'numpy.ndarray'`, place)
    : value;
}

/**
 * Returns the key by which a value is looked for.
 * @throws NotUnderstood for a value that is not known: it may be any key
 */
export function soughtKey(value: Value, place: Place): unknown {
  if (value instanceof UnknownValue) {
    throw new NotUnderstood(value.reason, place);
  }
  return keyOf(value, place);
}

export function isNumber(value: Value | undefined): value is number | bigint | boolean {
  return typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean';
}

/** The name of the value's type, as messages name it. */
export function typeName(value: Value): string {
  switch (typeof value) {
    case 'boolean':
      return 'bool';
    case 'bigint':
      return 'int';
    case 'number':
      return 'float';
    case 'string':
      return 'str';
  }
  if (value === null) {
    return 'NoneType';
  }
  if (value instanceof UnknownValue) {
    throw new NotUnderstood(value.reason, null);
  }
  if (value instanceof ArrayValue) {
    return value.framework.typeName;
  }
  if (value instanceof ListValue) {
    return 'list';
  }
  if (value instanceof TupleValue) {
    return 'tuple';
  }
  if (value instanceof MappingValue) {
    return 'dict';
  }
  return value instanceof SetValue ? 'set' : 'ofClass' in value ? value.ofClass.name : 'function';
}
