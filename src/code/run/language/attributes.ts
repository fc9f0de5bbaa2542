import { FORWARD_METHODS } from '../../syntax/forward-methods';
import { ancestryOf, boundTo, classAttribute } from './classes';
import type { Evaluator } from './evaluator';
import { DeviceValue, DTypeValue, ModuleValue } from './library-values';
import { NotUnderstood } from './not-understood';
import type { Place } from './program';
import { typeName } from './python/keys';
import { attributeOfPlain } from './python/methods';
import { Raised } from './raised';
import {
  ArrayValue,
  BoundMethod,
  Builtin,
  ClassMethod,
  ClassValue,
  FunctionValue,
  Instance,
  ListValue,
  PropertyValue,
  SuperValue,
  UnknownValue,
  type Value,
} from './values';

/** The constructor of `object`. */
const OBJECT_INIT = new Builtin('object.__init__', () => null);

/** The attribute by which a class says that it inherits from something unknown. */
export const UNKNOWN_BASE = '<unknown>';

/** A class that is known by its name alone. */
export function unknownClass(what: string): ClassValue {
  return new ClassValue(what, [], new Map([[UNKNOWN_BASE, new UnknownValue(what)]]), false);
}

/**
 * `object.name`; undefined if the object has no such attribute.
 *
 * @throws NotUnderstood if the object may have it for all that is known
 */
export function attributeOf(
  object: Value,
  name: string,
  evaluator: Evaluator,
  place: Place,
): Value | undefined {
  if (object instanceof ArrayValue || object instanceof ModuleValue) {
    return attributeOfLibrary(object, name, evaluator, place);
  }
  if (object instanceof Instance) {
    return attributeOfInstance(object, name, evaluator, place);
  }
  if (object instanceof ClassValue) {
    return attributeOfClass(object, name, place);
  }
  if (object instanceof SuperValue) {
    return attributeOfSuper(object, name, place);
  }
  if (object instanceof UnknownValue) {
    throw new NotUnderstood(object.reason, place);
  }
  if (object instanceof FunctionValue) {
    const own = object.attributes.get(name);
    return own ?? (name === '__name__' ? object.definition.name : notKnown(name, 'function', place));
  }
  if (object instanceof DTypeValue) {
    return attributeOfType(object, name) ?? notKnown(name, 'dtype', place);
  }
  if (object instanceof DeviceValue) {
    return name === 'type' ? (object.name.split(':')[0] ?? '') : name === 'index' ? null : undefined;
  }
  const plain = attributeOfPlain(object, name);
  if (plain !== undefined) {
    return plain;
  }
  const isKnownWhole = object instanceof ListValue && !name.startsWith('_') && !OF_LISTS.has(name);
  return isKnownWhole || object === null || ['number', 'bigint', 'boolean'].includes(typeof object)
    ? undefined
    : notKnown(name, typeName(object), place);
}

/** The methods of Python's lists that are not evaluated: a list has no other attribute. */
const OF_LISTS: ReadonlySet<string> = new Set(['clear', 'remove']);

/** An attribute of a type of numbers, under PyTorch's, NumPy's or TensorFlow's name. */
function attributeOfType(type: DTypeValue, name: string): Value | undefined {
  switch (name) {
    case 'is_floating_point':
    case 'is_floating':
      return type.dtype.includes('float');
    case 'is_integer':
      return type.dtype.includes('int');
    case 'is_bool':
      return type.dtype === 'bool';
    case 'name':
      return type.dtype;
    case 'base_dtype':
      return type;
    default:
      return undefined;
  }
}

/** `object.name = value`. */
export function setAttributeOf(
  object: Value,
  name: string,
  value: Value,
  evaluator: Evaluator,
  place: Place,
): void {
  if (object instanceof Instance) {
    const check = classAttribute(object.ofClass, '__setattr__');
    if (check instanceof Builtin) {
      evaluator.call(check, { positional: [object, name, value], keywords: new Map() }, place);
    }
    const before = object.attributes.get(name);
    if (before !== undefined && before !== value) {
      const size = value instanceof ArrayValue ? value.size : null;
      evaluator.report({ kind: 'stateChanged', attribute: name, size }, place);
    }
    object.attributes.set(name, value);
  } else if (object instanceof ClassValue || object instanceof FunctionValue) {
    object.attributes.set(name, value);
  } else if (object instanceof ArrayValue) {
    object.framework.setAttribute(object, name, value, evaluator, place);
  } else {
    throw new NotUnderstood({ kind: 'attribute', name, of: typeName(object) }, place);
  }
}

/** An attribute of an array or module. @throws NotUnderstood for one that the framework's table lacks */
export function attributeOfLibrary(
  object: ArrayValue | ModuleValue,
  name: string,
  evaluator: Evaluator,
  place: Place,
): Value {
  if (object instanceof ArrayValue) {
    const value = object.framework.attribute(object, name, evaluator, place);
    return value ?? notKnown(name, object.framework.typeName, place);
  }
  const value = evaluator.library(`${object.path}.${name}`);
  // `newaxis` is None.
  return value === undefined ? notKnown(name, object.path, place) : value;
}

/** @throws NotUnderstood always */
export function notKnown(name: string, of: string, place: Place): never {
  throw new NotUnderstood({ kind: 'attribute', name, of }, place);
}

function attributeOfInstance(
  object: Instance,
  name: string,
  evaluator: Evaluator,
  place: Place,
): Value | undefined {
  const inherited = classAttribute(object.ofClass, name);
  if (inherited instanceof PropertyValue) {
    return evaluator.call(inherited.getter, { positional: [object], keywords: new Map() }, place);
  }
  const own = object.attributes.get(name);
  if (own !== undefined) {
    return own;
  }
  if (inherited !== undefined) {
    return boundTo(object, inherited);
  }
  if (name === '__class__') {
    return object.ofClass;
  }
  // Special methods are looked for in the class alone.
  const fallback = name.startsWith('__') ? undefined : classAttribute(object.ofClass, '__getattr__');
  if (fallback !== undefined) {
    return madeByClass(() =>
      evaluator.call(boundTo(object, fallback), { positional: [name], keywords: new Map() }, place),
    );
  }
  if (NAMES_OF_OBJECT.has(name)) {
    return new UnknownValue(`${object.ofClass.name}.${name}`);
  }
  refuseUnknownBase(object.ofClass, place);
  return undefined;
}

/** What every object of Python has. */
const NAMES_OF_OBJECT: ReadonlySet<string> = new Set(
  (
    '__dict__ __doc__ __module__ __weakref__ __annotations__ __delattr__ __dir__ __eq__ __format__ __ge__ __getattribute__ ' +
    '__getstate__ __gt__ __hash__ __init_subclass__ __le__ __lt__ __ne__ __new__ __reduce__ __reduce_ex__ __repr__ ' +
    '__setattr__ __sizeof__ __str__ __subclasshook__'
  ).split(' '),
);

/** What `__getattr__` returns; undefined where it says by an AttributeError that there is no such attribute. */
function madeByClass(make: () => Value): Value | undefined {
  try {
    return make();
  } catch (error) {
    if (error instanceof Raised && error.className === 'AttributeError') {
      return undefined;
    }
    throw error;
  }
}

function attributeOfClass(object: ClassValue, name: string, place: Place): Value | undefined {
  if (name === '__name__') {
    return object.name;
  }
  const value = classAttribute(object, name);
  if ((value instanceof FunctionValue && value.kind === 'class') || value instanceof ClassMethod) {
    return new BoundMethod(object, value);
  }
  if (value === undefined) {
    refuseUnknownBase(object, place);
  }
  return value;
}

function attributeOfSuper({ self, after }: SuperValue, name: string, place: Place): Value | undefined {
  const ofClass = self instanceof Instance ? self.ofClass : self instanceof ClassValue ? self : after;
  const value = classAttribute(ofClass, name, after);
  if (value === undefined) {
    // The attributes that the constructor of an unknown base sets are not known; those that are set after it are.
    const isFirst = name === '__init__' && self instanceof Instance && self.attributes.size === 0;
    if (!isFirst || !computesItself(ofClass)) {
      refuseUnknownBase(ofClass, place);
    }
    // Every class ends in `object`, whose constructor does nothing.
    return name === '__init__' ? OBJECT_INIT : undefined;
  }
  return self instanceof Instance ? boundTo(self, value) : value;
}

/** True for a class with the method by which a loss is called, of its own or of a known base. */
function computesItself(ofClass: ClassValue): boolean {
  return FORWARD_METHODS.some((name) => classAttribute(ofClass, name) !== undefined);
}

export function hasUnknownBase(ofClass: ClassValue): boolean {
  return ancestryOf(ofClass).some(({ attributes }) => attributes.has(UNKNOWN_BASE));
}

/** @throws NotUnderstood if a class inherits from something unknown, which may have what the class lacks */
export function refuseUnknownBase(ofClass: ClassValue, place: Place): void {
  for (const ancestor of ancestryOf(ofClass)) {
    const unknown = ancestor.attributes.get(UNKNOWN_BASE);
    if (unknown instanceof UnknownValue) {
      throw new NotUnderstood({ kind: 'import', name: unknown.what }, place);
    }
  }
}
