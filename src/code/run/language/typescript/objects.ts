import { attributeOfLibrary, notKnown, UNKNOWN_BASE } from '../attributes';
import { ancestryOf } from '../classes';
import type { Evaluator } from '../evaluator';
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
  PropertyValue,
  SuperValue,
  UNDEFINED,
  UnknownValue,
  type Value,
} from '../values';
import { isNullish, numberOf, present, propertyKey, refuseUnknown, typeOf } from './conversions';
import { throwError } from './errors';
import { methodOfPlain } from './methods';
import { isNumberValue, plainNumber } from './numbers';
import { TypedList } from './typed-list';

/** The class of object literals. */
const OBJECT = new ClassValue('Object', [], new Map(), false);

export function plainObject(entries: Iterable<readonly [string, Value]>): Instance {
  const object = new Instance(OBJECT);
  for (const [key, value] of entries) {
    object.attributes.set(key, value);
  }
  return object;
}

/** Ways into the machinery of the language, which no loss needs. */
const MACHINERY = new Set(['constructor', '__proto__', 'prototype', '__defineGetter__', '__lookupGetter__']);

/** `object.name`; undefined where there is no such property. */
export function attributeOf(object: Value, name: string, evaluator: Evaluator, place: Place): Value {
  refuseUnknown(object, place);
  if (isNullish(object)) {
    const what = object === null ? 'null' : 'undefined';
    return throwError('TypeError', `Cannot read properties of ${what} (reading '${name}')`, place);
  }
  if (object instanceof Instance) {
    return ofInstance(object, name, object, ancestryOf(object.ofClass), evaluator, place);
  }
  if (object instanceof SuperValue) {
    const { self, after } = object;
    return ofInstance(null, name, self, ancestryOf(after).slice(1), evaluator, place);
  }
  if (MACHINERY.has(name)) {
    return notKnown(name, typeOf(object), place);
  }
  if (object instanceof ModuleValue || (object instanceof ArrayValue && !isNumberValue(object))) {
    return attributeOfLibrary(object, name, evaluator, place);
  }
  if (object instanceof ClassValue) {
    return ofClass(object, name, place);
  }
  return methodOfPlain(object, name, place);
}

function ofInstance(
  own: Instance | null,
  name: string,
  self: Value,
  classes: readonly ClassValue[],
  evaluator: Evaluator,
  place: Place,
): Value {
  const value = own?.attributes.get(name);
  const found = value === undefined ? ofPrototypes(classes, name) : value;
  if (found instanceof PropertyValue) {
    const getter = found.getter;
    return evaluator.call(new BoundMethod(self, getter), { positional: [], keywords: new Map() }, place);
  }
  if (found !== undefined) {
    return found instanceof Builtin && value === undefined ? new BoundMethod(self, found) : found;
  }
  if (MACHINERY.has(name) || name === 'valueOf') {
    return notKnown(name, 'object', place);
  }
  for (const { attributes } of classes) {
    const unknown = attributes.get(UNKNOWN_BASE);
    if (unknown instanceof UnknownValue) {
      throw new NotUnderstood({ kind: 'import', name: unknown.what }, place);
    }
  }
  return self instanceof Instance && OBJECT_METHODS.has(name) ? methodOfPlain(self, name, place) : UNDEFINED;
}

const OBJECT_METHODS = new Set(['hasOwnProperty', 'toString']);

/** A method or accessor that the objects of a class share. */
function ofPrototypes(classes: readonly ClassValue[], name: string): Value | undefined {
  for (const { attributes } of classes) {
    const value = attributes.get(name);
    const isShared =
      (value instanceof FunctionValue && value.kind === 'usual') ||
      value instanceof PropertyValue ||
      value instanceof Builtin;
    if (isShared && name !== '__init__' && name !== '__new__' && name !== '<call>') {
      return value;
    }
  }
  return undefined;
}

/** Returns a static member: anything but the methods and accessors of objects. */
function ofClass(object: ClassValue, name: string, place: Place): Value {
  if (name === 'name') {
    return object.name;
  }
  for (const { attributes, isOfProgram } of ancestryOf(object)) {
    const value = attributes.get(name);
    const isOfObjects =
      (value instanceof FunctionValue && value.kind !== 'static') || value instanceof PropertyValue;
    if (value !== undefined && !isOfObjects) {
      return value;
    }
    if (!isOfProgram) {
      return notKnown(name, object.name, place);
    }
  }
  return UNDEFINED;
}

/** `object.name = value`. */
export function setAttributeOf(
  object: Value,
  name: string,
  value: Value,
  evaluator: Evaluator,
  place: Place,
): void {
  refuseUnknown(object, place);
  if (isNullish(object)) {
    throwError('TypeError', `Cannot set properties of ${String(object)} (setting '${name}')`, place);
  }
  if (MACHINERY.has(name)) {
    notKnown(name, typeOf(object), place);
  }
  if (object instanceof Instance) {
    setOfInstance(object, name, value, evaluator, place);
  } else if (object instanceof ClassValue && object.isOfProgram) {
    object.attributes.set(name, value);
  } else if (object instanceof ListValue && name === 'length' && typeof value === 'number') {
    if (!(value >= 0 && value <= object.items.length)) {
      throw new NotUnderstood({ kind: 'memory' }, place);
    }
    object.items = object.items.slice(0, value);
  } else {
    notKnown(name, typeOf(object), place);
  }
}

function setOfInstance(
  object: Instance,
  name: string,
  value: Value,
  evaluator: Evaluator,
  place: Place,
): void {
  const before = object.attributes.get(name);
  const found = before === undefined ? ofPrototypes(ancestryOf(object.ofClass), name) : before;
  if (found instanceof PropertyValue) {
    const { setter } = found;
    if (!setter) {
      throwError('TypeError', `Cannot set property ${name} of an object which has only a getter`, place);
    }
    evaluator.call(new BoundMethod(object, setter), { positional: [value], keywords: new Map() }, place);
    return;
  }
  if (before !== undefined && before !== value && object.ofClass.isOfProgram) {
    const size = value instanceof ArrayValue ? value.size : null;
    evaluator.report({ kind: 'stateChanged', attribute: name, size }, place);
  }
  object.attributes.set(name, value);
}

/** The index that a subscript of an array or text is; null for the name of a property. */
function indexOf(index: Value, evaluator: Evaluator, place: Place): number | null {
  const number = isNumberValue(index)
    ? plainNumber(index)
    : typeof index === 'string' && /^\d+$/.test(index)
      ? plainNumber(numberOf(index, evaluator, place))
      : null;
  return number !== null && Number.isInteger(number) && number >= 0 ? number : null;
}

/** `object[index]`. */
export function subscripted(object: Value, index: Value, evaluator: Evaluator, place: Place): Value {
  if (object instanceof ListValue || typeof object === 'string') {
    const at = indexOf(index, evaluator, place);
    if (at !== null) {
      return present(typeof object === 'string' ? object[at] : object.items[at]);
    }
    if (isNumberValue(index)) {
      return UNDEFINED;
    }
  }
  return evaluator.attribute(object, propertyKey(index, evaluator, place), place);
}

/** `object[index] = value`. An array grows by one element at a time. */
export function subscriptSet(
  object: Value,
  index: Value,
  value: Value,
  evaluator: Evaluator,
  place: Place,
): void {
  const at = object instanceof ListValue ? indexOf(index, evaluator, place) : null;
  if (!(object instanceof ListValue) || at === null) {
    evaluator.setAttribute(object, propertyKey(index, evaluator, place), value, place);
    return;
  }
  if (object instanceof TypedList) {
    if (at < object.items.length) {
      const number = numberOf(value, evaluator, place);
      object.items[at] = typeof number === 'number' ? object.rounded(number) : number;
    }
    return;
  }
  if (at > object.items.length) {
    evaluator.budget.make(at - object.items.length, place);
    while (object.items.length < at) {
      object.items.push(UNDEFINED);
    }
  }
  object.items[at] = value;
}
