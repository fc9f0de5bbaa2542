import { toEven } from '../../tensor/functions';
import { isSubclass } from '../classes';
import { EXCEPTIONS, raise } from '../exceptions';
import { NotUnderstood } from '../not-understood';
import { OfCaller } from '../of-caller';
import { builtin, type Given } from '../signature';
import {
  ArrayValue,
  BoundMethod,
  Builtin,
  ClassValue,
  FunctionValue,
  Instance,
  ListValue,
  MappingValue,
  PropertyValue,
  SetValue,
  SliceValue,
  SuperValue,
  TupleValue,
  UnknownValue,
  type Value,
} from '../values';
import { isNumber, typeName } from './keys';
import { sorted } from './methods';
import { binary, compared, unary } from './operators';
import { formatted, representation } from './text';
import { isInstance, TYPES } from './types';

function best(given: Given, wins: '<' | '>'): Value {
  const { machine, place } = given;
  const values = given.list('values');
  const [only] = values;
  const items = values.length === 1 && only !== undefined ? machine.items(only, place) : values;
  const key = given.value('key');
  const by = (item: Value): Value =>
    key === null ? item : machine.call(key, { positional: [item], keywords: new Map() }, place);
  const [first, ...rest] = items;
  if (first === undefined) {
    return given.has('default')
      ? given.value('default')
      : raise('ValueError', `${given.name}() arg is an empty sequence`, place);
  }
  return rest.reduce(
    (found, item) =>
      machine.truth(compared(wins, by(item), by(found), machine, place), place) ? item : found,
    first,
  );
}

function lengthOf(value: Value, given: Given): number {
  if (typeof value === 'string') {
    return [...value].length;
  }
  if (value instanceof ListValue || value instanceof TupleValue) {
    return value.items.length;
  }
  if (value instanceof MappingValue) {
    return value.entries.size;
  }
  if (value instanceof SetValue) {
    return value.items.size;
  }
  if (value instanceof ArrayValue) {
    return value.tensor.shape[0] ?? raise('TypeError', 'len() of a 0-d tensor', given.place);
  }
  if (value instanceof Instance) {
    const method = given.machine.attributeIfAny(value, '__len__', given.place);
    if (method !== undefined) {
      return Number(given.machine.call(method, { positional: [], keywords: new Map() }, given.place));
    }
  }
  return raise('TypeError', `object of type '${typeName(value)}' has no len()`, given.place);
}

const FUNCTIONS: readonly Builtin[] = [
  builtin('len', 'x', (given) => BigInt(lengthOf(given.value('x'), given))),
  builtin('range', 'first, stop=None, step=1', range),
  builtin('abs', 'x', absolute),
  builtin('min', '*values, key=None, default=None', (given) => best(given, '<')),
  builtin('max', '*values, key=None, default=None', (given) => best(given, '>')),
  builtin('sum', 'items, start=0', (given) =>
    given.machine
      .items(given.value('items'), given.place)
      .reduce(
        (total: Value, item) => binary('+', total, item, given.machine, given.place),
        given.value('start'),
      ),
  ),
  builtin('round', 'x, digits=None', rounded),
  builtin('pow', 'x, y', (given) =>
    binary('**', given.value('x'), given.value('y'), given.machine, given.place),
  ),
  builtin('isinstance', 'x, of', (given) => isInstance(given.value('x'), given.value('of'), given)),
  builtin('issubclass', 'x, of', (given) => {
    const [one, other] = [given.value('x'), given.value('of')];
    return one instanceof ClassValue && other instanceof ClassValue && isSubclass(one, other);
  }),
  builtin('callable', 'x', (given) => isCallable(given.value('x'))),
  builtin(
    'hasattr',
    'x, name',
    (given) => given.machine.attributeIfAny(given.value('x'), given.text('name'), given.place) !== undefined,
  ),
  builtin('getattr', 'x, name, default=None', (given) => {
    if (!given.has('default')) {
      return given.machine.attribute(given.value('x'), given.text('name'), given.place);
    }
    return (
      given.machine.attributeIfAny(given.value('x'), given.text('name'), given.place) ??
      given.value('default')
    );
  }),
  builtin('setattr', 'x, name, value', (given) => {
    given.machine.setAttribute(given.value('x'), given.text('name'), given.value('value'), given.place);
    return null;
  }),
  builtin('print', '*values, sep=None, end=None, flush=None, file=None', () => null),
  builtin('repr', 'x', (given) => representation(given.value('x'), given.machine, given.place)),
  builtin('format', "x, specification=''", (given) =>
    formatted(given.value('x'), given.text('specification'), given.machine, given.place),
  ),
  builtin('enumerate', 'items, start=0', (given) => {
    const start = BigInt(given.integer('start'));
    const items = given.machine.items(given.value('items'), given.place);
    return new ListValue(items.map((item, at) => new TupleValue([start + BigInt(at), item])));
  }),
  builtin(
    'zip',
    '*lists',
    (given) => new ListValue(together(given, given.list('lists')).map((items) => new TupleValue(items))),
  ),
  builtin(
    'map',
    'function, *lists',
    (given) =>
      new ListValue(
        together(given, given.list('lists')).map((positional) =>
          given.machine.call(given.value('function'), { positional, keywords: new Map() }, given.place),
        ),
      ),
  ),
  builtin(
    'filter',
    'function, items',
    (given) =>
      new ListValue(
        given.machine
          .items(given.value('items'), given.place)
          .filter((item) =>
            given.machine.truth(
              given.machine.call(
                given.value('function'),
                { positional: [item], keywords: new Map() },
                given.place,
              ),
              given.place,
            ),
          ),
      ),
  ),
  builtin(
    'reversed',
    'items',
    (given) => new ListValue(given.machine.items(given.value('items'), given.place).toReversed()),
  ),
  builtin(
    'sorted',
    'items, *, key=None, reverse=False',
    (given) => new ListValue(sorted(given.machine.items(given.value('items'), given.place), given)),
  ),
  builtin('any', 'items', (given) =>
    given.machine
      .items(given.value('items'), given.place)
      .some((item) => given.machine.truth(item, given.place)),
  ),
  builtin('all', 'items', (given) =>
    given.machine
      .items(given.value('items'), given.place)
      .every((item) => given.machine.truth(item, given.place)),
  ),
  builtin('slice', 'first, stop=None, step=None', (given) =>
    given.has('stop')
      ? new SliceValue(given.value('first'), given.value('stop'), given.value('step'))
      : new SliceValue(null, given.value('first'), null),
  ),
  builtin('super', 'after, self', (given) => {
    const after = given.value('after');
    return after instanceof ClassValue
      ? new SuperValue(given.value('self'), after)
      : raise('TypeError', 'super() argument 1 must be a type', given.place);
  }),
  builtin('id', 'x', (given) => {
    throw new NotUnderstood({ kind: 'call', name: 'id' }, given.place);
  }),
  builtin('staticmethod', 'x', (given) => ofKind(given.value('x'), 'static')),
  builtin('classmethod', 'x', (given) => ofKind(given.value('x'), 'class')),
  builtin('property', 'x', (given) => {
    const getter = given.value('x');
    return getter instanceof FunctionValue ? new PropertyValue(getter) : getter;
  }),
];

/** The first items of all lists, the second ones, and so on until the shortest list ends. */
function together({ machine, place }: Given, lists: readonly Value[]): Value[][] {
  const all = lists.map((list) => machine.items(list, place));
  const length = all.length === 0 ? 0 : Math.min(...all.map((items) => items.length));
  return Array.from({ length }, (_, at) => all.map((items) => items[at] ?? null));
}

function range(given: Given): Value {
  const first = given.integer('first');
  const [start, stop] = given.has('stop') ? [first, given.integer('stop')] : [0, first];
  const step = given.integer('step');
  if (step === 0) {
    return raise('ValueError', 'range() arg 3 must not be zero', given.place);
  }
  const length = Math.max(0, Math.ceil((stop - start) / step));
  given.machine.budget.make(length, given.place);
  return new ListValue(Array.from({ length }, (_, at) => BigInt(start + at * step)));
}

function absolute(given: Given): Value {
  const value = given.value('x');
  if (value instanceof ArrayValue) {
    const method = given.machine.attribute(value, '__abs__', given.place);
    return given.machine.call(method, { positional: [], keywords: new Map() }, given.place);
  }
  const isNegative = isNumber(value) && Number(value) < 0;
  return unary(isNegative ? '-' : '+', value, given.machine, given.place);
}

function rounded(given: Given): Value {
  const value = given.value('x');
  if (!isNumber(value)) {
    return raise('TypeError', `type ${typeName(value)} doesn't define __round__ method`, given.place);
  }
  const digits = given.integerIfAny('digits');
  if (typeof value !== 'number') {
    return BigInt(value);
  }
  return digits === null ? BigInt(toEven(value)) : Number(value.toFixed(Math.min(Math.max(digits, 0), 100)));
}

function isCallable(value: Value): boolean {
  return (
    value instanceof FunctionValue ||
    value instanceof Builtin ||
    value instanceof BoundMethod ||
    value instanceof ClassValue ||
    (value instanceof Instance && value.ofClass.attributes.has('__call__'))
  );
}

function ofKind(value: Value, kind: FunctionValue['kind']): Value {
  return value instanceof FunctionValue
    ? new FunctionValue(
        value.definition,
        value.scope,
        value.defaults,
        value.ownerClass,
        kind,
        value.unknownDefaults,
      )
    : value;
}

const LOCALS = new OfCaller('locals', (names) => {
  const mapping = new MappingValue();
  for (const [key, value] of names) {
    mapping.entries.set(`s${key}`, { key, value });
  }
  return mapping;
});

/** Built-in functions that reach beyond the program, and those that losses hardly use. */
const UNKNOWN = (
  'open input eval exec compile globals vars dir id hash iter next memoryview bytes bytearray frozenset complex ' +
  'format ord chr bin hex oct ascii breakpoint delattr slice map filter __import__'
).split(' ');

/** The names that Python binds everywhere. */
export const BUILTINS: ReadonlyMap<string, Value> = new Map<string, Value>([
  ...UNKNOWN.map((name): [string, Value] => [name, new UnknownValue(name)]),
  ...Object.entries(TYPES),
  ['locals', LOCALS],
  ...FUNCTIONS.map((item): [string, Value] => [item.name, item]),
  ...EXCEPTIONS,
  ['__name__', '__not_main__'],
]);
