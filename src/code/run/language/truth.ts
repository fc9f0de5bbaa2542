import { raise } from './exceptions';
import { NotUnderstood } from './not-understood';
import type { Place } from './program';
import { typeName } from './python/keys';
import {
  ArrayValue,
  Instance,
  ListValue,
  type Machine,
  MappingValue,
  SetValue,
  TupleValue,
  UnknownValue,
  type Value,
} from './values';

/** Tells whether Python takes a value for true. */
export function truthOf(value: Value, machine: Machine, place: Place): boolean {
  if (value === null || typeof value === 'boolean') {
    return value === true;
  }
  if (typeof value === 'number' || typeof value === 'bigint') {
    return Number(value) !== 0;
  }
  if (typeof value === 'string') {
    return value !== '';
  }
  if (value instanceof ListValue || value instanceof TupleValue) {
    return value.items.length > 0;
  }
  if (value instanceof MappingValue) {
    return value.entries.size > 0;
  }
  if (value instanceof SetValue) {
    return value.items.size > 0;
  }
  if (value instanceof ArrayValue) {
    return value.framework.truth(value, machine, place);
  }
  if (value instanceof UnknownValue) {
    throw new NotUnderstood(value.reason, place);
  }
  return true;
}

/** The items of what can be iterated. @throws Raised a TypeError for what cannot */
export function itemsOf(value: Value, machine: Machine, place: Place): readonly Value[] {
  if (value instanceof ListValue || value instanceof TupleValue) {
    return value.items;
  }
  if (value instanceof MappingValue) {
    return [...value.entries.values()].map(({ key }) => key);
  }
  if (value instanceof SetValue) {
    return [...value.items.values()];
  }
  if (typeof value === 'string') {
    machine.budget.make(value.length, place);
    return [...value];
  }
  if (value instanceof ArrayValue) {
    return value.framework.items(value, machine, place);
  }
  if (value instanceof Instance || value instanceof UnknownValue) {
    throw new NotUnderstood({ kind: 'operation', what: 'for' }, place);
  }
  return raise('TypeError', `'${typeName(value)}' object is not iterable`, place);
}
