import { ModuleValue } from '../library-values';
import { NotUnderstood } from '../not-understood';
import type { Place } from '../program';
import {
  ArrayValue,
  BoundMethod,
  Builtin,
  ClassValue,
  FunctionValue,
  Instance,
  ListValue,
  type Machine,
  MappingValue,
  SetValue,
  UNDEFINED,
  UndefinedValue,
  UnknownValue,
  type Value,
} from '../values';
import { throwError } from './errors';
import { isNumberValue, isTraced, type NumberValue, plainNumber } from './numbers';

/** The value that is there, or `undefined` of the program. */
export function present(value: Value | undefined): Value {
  return value === undefined ? UNDEFINED : value;
}

/** True for null and undefined. */
export function isNullish(value: Value): boolean {
  return value === null || value instanceof UndefinedValue;
}

/** Tells whether JavaScript takes a value for true. */
export function truthOf(value: Value, _machine: Machine, place: Place): boolean {
  if (isNumberValue(value)) {
    const number = plainNumber(value);
    return number !== 0 && !Number.isNaN(number);
  }
  refuseUnknown(value, place);
  return !isNullish(value) && value !== false && value !== '';
}

export function refuseUnknown(value: Value, place: Place): void {
  if (value instanceof UnknownValue) {
    throw new NotUnderstood({ kind: 'import', name: value.what }, place);
  }
}

/** Returns the answer of `typeof`. */
export function typeOf(value: Value): string {
  if (isNumberValue(value)) {
    return 'number';
  }
  if (value instanceof UndefinedValue) {
    return 'undefined';
  }
  if (typeof value === 'boolean' || typeof value === 'string') {
    return typeof value;
  }
  const isFunction =
    value instanceof FunctionValue ||
    value instanceof Builtin ||
    value instanceof BoundMethod ||
    value instanceof ClassValue;
  return isFunction ? 'function' : 'object';
}

/** `Number(value)`. */
export function numberOf(value: Value, machine: Machine, place: Place): NumberValue {
  if (isNumberValue(value)) {
    return value;
  }
  if (typeof value === 'boolean' || value === null) {
    return Number(value);
  }
  if (value instanceof UndefinedValue) {
    return Number.NaN;
  }
  if (typeof value === 'string') {
    return Number(value);
  }
  if (value instanceof ListValue) {
    return Number(textOf(value, machine, place));
  }
  refuseUnknown(value, place);
  if (value instanceof ArrayValue) {
    // The text of a tensor is no number, but for that of a single element, which nobody means.
    return value.tensor.rank === 0 ? notANumberOf(place) : Number.NaN;
  }
  if (value instanceof Instance && value.attributes.has('valueOf')) {
    return notANumberOf(place);
  }
  return Number.NaN;
}

function notANumberOf(place: Place): never {
  throw new NotUnderstood({ kind: 'operation', what: 'valueOf' }, place);
}

/** `String(value)`. @throws NotUnderstood for what nobody writes into a text */
export function textOf(value: Value, machine: Machine, place: Place): string {
  if (typeof value === 'string') {
    return value;
  }
  if (isNumberValue(value)) {
    return String(plainNumber(value));
  }
  if (typeof value === 'boolean' || value === null) {
    return String(value);
  }
  if (value instanceof UndefinedValue) {
    return 'undefined';
  }
  if (value instanceof ListValue) {
    machine.budget.make(value.items.length, place);
    const text = machine.budget.within(place, () =>
      value.items.map((item) => (isNullish(item) ? '' : machine.text(item, place))).join(','),
    );
    machine.budget.make(text.length, place);
    return text;
  }
  if (value instanceof Instance) {
    const [name, message] = ['name', 'message'].map((key) => value.attributes.get(key));
    return typeof name === 'string' && typeof message === 'string'
      ? `${name}: ${message}`
      : '[object Object]';
  }
  if (value instanceof ArrayValue) {
    // Texts of tensors only name their shape: nothing computes with them.
    return `Tensor [${value.tensor.shape.join(', ')}]`;
  }
  throw new NotUnderstood({ kind: 'operation', what: 'String()' }, place);
}

/** The items of what can be iterated. @throws Raised a TypeError for what cannot */
export function itemsOf(value: Value, machine: Machine, place: Place): readonly Value[] {
  if (value instanceof ListValue) {
    return value.items;
  }
  if (value instanceof SetValue) {
    return [...value.items.values()];
  }
  if (value instanceof MappingValue) {
    return [...value.entries.values()].map((entry) => new ListValue([entry.key, entry.value]));
  }
  if (typeof value === 'string') {
    machine.budget.make(value.length, place);
    return [...value];
  }
  refuseUnknown(value, place);
  if (value instanceof Instance) {
    throw new NotUnderstood({ kind: 'operation', what: 'Symbol.iterator' }, place);
  }
  return throwError('TypeError', `${typeOf(value)} is not iterable`, place);
}

/** The name of a property as JavaScript keeps it. */
export function propertyKey(value: Value, machine: Machine, place: Place): string {
  return typeof value === 'string' ? value : textOf(value, machine, place);
}

/** Returns the key of a value in a Map or Set, which `===` compares too. */
export function identityOf(value: Value): unknown {
  return isTraced(value) ? value.tensor.at(0) : value instanceof ModuleValue ? `module ${value.path}` : value;
}
