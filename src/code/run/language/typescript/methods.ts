import { NotUnderstood } from '../not-understood';
import type { Place } from '../program';
import {
  BoundMethod,
  Builtin,
  FunctionValue,
  Instance,
  ListValue,
  MappingValue,
  SetValue,
  UNDEFINED,
  type Value,
} from '../values';
import { identityOf, present, typeOf } from './conversions';
import { LIST_METHODS } from './list-methods';
import { isNumberValue, plainNumber } from './numbers';
import { type Arguments, scriptFunction } from './script';
import { TEXT_METHODS } from './text-methods';

type Method<Self> = (self: Self, given: Arguments) => Value;

const IDENTIFIER = /^[A-Za-z_$][\w$]*$/;
const VALUES = new Set(['true', 'false', 'null', 'undefined', 'NaN']);
/** What every value has, and a number beside its methods here. */
const OF_NUMBERS = new Set(
  'toExponential toLocaleString toString valueOf hasOwnProperty isPrototypeOf propertyIsEnumerable'.split(
    ' ',
  ),
);

/** A property of an array, text, number, function, Map or Set. @throws NotUnderstood for one that is not known */
export function methodOfPlain(object: Value, name: string, place: Place): Value {
  const found = propertyOf(object, name);
  if (found === undefined && (!IDENTIFIER.test(name) || VALUES.has(name))) {
    // Keys that come from values, such as `rows[label]` with a label that is no number, name no property.
    return UNDEFINED;
  }
  if (
    found === undefined &&
    (typeof object === 'boolean' || isNumberValue(object)) &&
    !OF_NUMBERS.has(name)
  ) {
    // A number where the code has an array, as a probe gives it.
    return UNDEFINED;
  }
  if (found === undefined) {
    const of = object instanceof ListValue ? 'Array' : typeOf(object);
    throw new NotUnderstood({ kind: 'attribute', name, of }, place);
  }
  return found;
}

function propertyOf(object: Value, name: string): Value | undefined {
  if (object instanceof ListValue) {
    return name === 'length' ? object.items.length : method(LIST_METHODS, name, object);
  }
  if (typeof object === 'string') {
    return name === 'length' ? object.length : method(TEXT_METHODS, name, object);
  }
  if (isNumberValue(object)) {
    return method(NUMBER_METHODS, name, plainNumber(object));
  }
  if (typeof object === 'boolean') {
    return name === 'toString' ? scriptFunction('toString', () => String(object)) : undefined;
  }
  if (object instanceof MappingValue || object instanceof SetValue) {
    return ofCollection(object, name);
  }
  if (object instanceof Instance) {
    return method(OBJECT_METHODS, name, object);
  }
  return object instanceof FunctionValue || object instanceof BoundMethod || object instanceof Builtin
    ? ofFunction(object, name)
    : undefined;
}

function method<Self>(
  table: Readonly<Record<string, Method<Self>>>,
  name: string,
  self: Self,
): Builtin | undefined {
  const found = Object.hasOwn(table, name) ? table[name] : undefined;
  return found && scriptFunction(name, (given) => found(self, given));
}

const NUMBER_METHODS: Readonly<Record<string, Method<number>>> = {
  toFixed: (self, given) => self.toFixed(Math.min(Math.max(given.integer(0, 0), 0), 100)),
  toPrecision: (self, given) =>
    given.isGiven(0) ? self.toPrecision(Math.min(Math.max(given.integer(0, 1), 1), 100)) : String(self),
  toString: (self: number) => String(self),
  valueOf: (self: number) => self,
};

const OBJECT_METHODS: Readonly<Record<string, Method<Instance>>> = {
  hasOwnProperty: (self: Instance, given: Arguments) => self.attributes.has(given.text(0)),
  toString: (self: Instance, given: Arguments) => given.machine.text(self, given.place),
};

function ofFunction(object: FunctionValue | BoundMethod | Builtin, name: string): Value | undefined {
  const definition =
    object instanceof FunctionValue
      ? object.definition
      : object instanceof BoundMethod && object.method instanceof FunctionValue
        ? object.method.definition
        : null;
  const withThis = (self: Value): FunctionValue | BoundMethod | Builtin =>
    object instanceof FunctionValue ? new BoundMethod(self, object) : object;
  switch (name) {
    case 'name':
      return definition?.name;
    case 'length':
      return definition?.parameters.filter(({ default: value, kind }) => !value && kind === 'usual').length;
    case 'call':
      return scriptFunction('call', ({ all: [self = UNDEFINED, ...rest], machine, place }) =>
        machine.call(withThis(self), { positional: rest, keywords: new Map() }, place),
      );
    case 'apply':
      return scriptFunction('apply', (given) => {
        const positional = given.isGiven(1) ? given.machine.items(given.at(1), given.place) : [];
        return given.machine.call(withThis(given.at(0)), { positional, keywords: new Map() }, given.place);
      });
    case 'bind':
      return scriptFunction('bind', ({ all: [self = UNDEFINED, ...first], machine, place }) =>
        scriptFunction('bound', ({ all }) =>
          machine.call(withThis(self), { positional: [...first, ...all], keywords: new Map() }, place),
        ),
      );
    default:
      return undefined;
  }
}

/** A Map or a Set. */
function ofCollection(object: MappingValue | SetValue, name: string): Value | undefined {
  const isMap = object instanceof MappingValue;
  const known = isMap ? object.entries : object.items;
  const all = (): (readonly [key: Value, value: Value])[] =>
    isMap
      ? [...object.entries.values()].map(({ key, value }) => [key, value] as const)
      : [...object.items.values()].map((item) => [item, item] as const);
  const add = (given: Arguments): Value => {
    const [key, value] = [given.at(0), given.at(1)];
    given.machine.budget.make(1, given.place);
    if (isMap) {
      object.entries.set(identityOf(key), { key, value });
    } else {
      object.items.set(identityOf(key), key);
    }
    return object;
  };
  switch (name) {
    case 'size':
      return known.size;
    case 'get':
      return isMap
        ? scriptFunction(name, (given) => present(object.entries.get(identityOf(given.at(0)))?.value))
        : undefined;
    case 'set':
      return isMap ? scriptFunction(name, add) : undefined;
    case 'add':
      return isMap ? undefined : scriptFunction(name, add);
    case 'has':
      return scriptFunction(name, (given) => known.has(identityOf(given.at(0))));
    case 'delete':
      return scriptFunction(name, (given) => known.delete(identityOf(given.at(0))));
    case 'keys':
      return scriptFunction(name, () => new ListValue(all().map(([key]) => key)));
    case 'values':
      return scriptFunction(name, () => new ListValue(all().map(([, value]) => value)));
    case 'entries':
      return scriptFunction(name, () => new ListValue(all().map((pair) => new ListValue([...pair]))));
    case 'forEach':
      return scriptFunction(name, (given) => {
        for (const [key, value] of all()) {
          given.call(0, value, key, object);
        }
        return UNDEFINED;
      });
    default:
      return undefined;
  }
}
