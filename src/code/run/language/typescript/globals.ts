import { ModuleValue } from '../library-values';
import { NotUnderstood } from '../not-understood';
import {
  type Builtin,
  ClassValue,
  Instance,
  ListValue,
  MappingValue,
  SetValue,
  UNDEFINED,
  type Value,
} from '../values';
import { isNullish, numberOf, textOf } from './conversions';
import { ERRORS, throwError } from './errors';
import { MATH, NUMBER } from './math';
import { isNumberValue, plainNumber } from './numbers';
import { plainObject } from './objects';
import { type Arguments, scriptFunction } from './script';
import { TYPED_LISTS, TypedList, type TypedListName } from './typed-list';

/** The object that a function of `Object` is given. */
function ownEntries(given: Arguments): readonly (readonly [string, Value])[] {
  const value = given.at(0);
  if (value instanceof Instance) {
    return [...value.attributes.keys()].map((name) => [
      name,
      given.machine.attribute(value, name, given.place),
    ]);
  }
  if (value instanceof ListValue) {
    return value.items.map((item, at) => [String(at), item]);
  }
  if (isNullish(value)) {
    return throwError('TypeError', 'Cannot convert undefined or null to object', given.place);
  }
  throw new NotUnderstood({ kind: 'operation', what: 'Object.entries' }, given.place);
}

function assign(given: Arguments): Value {
  const target = given.at(0);
  for (const source of given.all.slice(1).filter((value) => !isNullish(value))) {
    if (!(source instanceof Instance)) {
      throw new NotUnderstood({ kind: 'operation', what: 'Object.assign' }, given.place);
    }
    for (const name of source.attributes.keys()) {
      const value = given.machine.attribute(source, name, given.place);
      given.machine.setAttribute(target, name, value, given.place);
    }
  }
  return target;
}

const sameObject = scriptFunction('Object.freeze', (given) => given.at(0));

const OBJECT_FUNCTIONS: readonly (readonly [string, Value])[] = [
  ['keys', scriptFunction('Object.keys', (given) => new ListValue(ownEntries(given).map(([name]) => name)))],
  [
    'values',
    scriptFunction('Object.values', (given) => new ListValue(ownEntries(given).map(([, value]) => value))),
  ],
  [
    'entries',
    scriptFunction(
      'Object.entries',
      (given) => new ListValue(ownEntries(given).map((pair) => new ListValue([...pair]))),
    ),
  ],
  [
    'fromEntries',
    scriptFunction('Object.fromEntries', (given) => {
      const pairs = given.machine.items(given.at(0), given.place);
      return plainObject(
        pairs.map((pair) => {
          const [key = UNDEFINED, value = UNDEFINED] = given.machine.items(pair, given.place);
          return [textOf(key, given.machine, given.place), value] as const;
        }),
      );
    }),
  ],
  ['assign', scriptFunction('Object.assign', assign)],
  ['freeze', sameObject],
  ['seal', sameObject],
];

/** `Array.from(…)`: of what can be iterated, or of `{ length }`. */
function listFrom(given: Arguments): ListValue {
  const source = given.at(0);
  let items: readonly Value[];
  if (source instanceof Instance) {
    const length = given.machine.attribute(source, 'length', given.place);
    const count = isNumberValue(length) ? Math.max(0, Math.trunc(plainNumber(length))) : 0;
    given.machine.budget.make(count, given.place);
    items = new Array<Value>(count).fill(UNDEFINED);
  } else {
    items = given.machine.items(source, given.place);
    given.machine.budget.make(items.length, given.place);
  }
  return new ListValue(given.isGiven(1) ? items.map((item, at) => given.call(1, item, at)) : [...items]);
}

const newList = scriptFunction('Array', (given) => {
  const length = given.at(0);
  if (given.all.length !== 1 || !isNumberValue(length)) {
    return new ListValue([...given.all]);
  }
  const count = plainNumber(length);
  if (!Number.isInteger(count) || count < 0) {
    return throwError('RangeError', 'Invalid array length', given.place);
  }
  given.machine.budget.make(count, given.place);
  return new ListValue(new Array<Value>(count).fill(UNDEFINED));
});

const ARRAY = new ClassValue(
  'Array',
  [],
  new Map<string, Value>([
    ['__new__', newList],
    ['<call>', newList],
    ['from', scriptFunction('Array.from', listFrom)],
    ['of', scriptFunction('Array.of', (given) => new ListValue([...given.all]))],
    [
      'isArray',
      scriptFunction('Array.isArray', (given) => {
        const value = given.at(0);
        return value instanceof ListValue && !(value instanceof TypedList);
      }),
    ],
  ]),
  false,
);

function typedListClass(name: TypedListName): ClassValue {
  const make = scriptFunction(name, (given) => {
    const source = given.at(0);
    const length = isNumberValue(source) ? plainNumber(source) : null;
    given.machine.budget.make(length ?? 0, given.place);
    const items =
      length === null
        ? given.machine.items(source, given.place)
        : new Array<Value>(Math.trunc(length)).fill(0);
    const list = new TypedList([], name);
    list.items = items.map((item) => {
      const number = numberOf(item, given.machine, given.place);
      return typeof number === 'number' ? list.rounded(number) : number;
    });
    return list;
  });
  const from = scriptFunction(`${name}.from`, (given) =>
    given.machine.call(make, { positional: [listFrom(given)], keywords: new Map() }, given.place),
  );
  return new ClassValue(
    name,
    [],
    new Map<string, Value>([
      ['__new__', make],
      ['from', from],
    ]),
    false,
  );
}

/** A class that converts when it is called without `new`. */
function converter(
  name: string,
  convert: Builtin,
  others: readonly (readonly [string, Value])[],
): ClassValue {
  return new ClassValue(name, [], new Map<string, Value>([['<call>', convert], ...others]), false);
}

const COLLECTIONS: readonly (readonly [string, Value])[] = [
  [
    'Map',
    collection('Map', (given) => {
      const map = new MappingValue();
      for (const pair of given.isGiven(0) ? given.machine.items(given.at(0), given.place) : []) {
        const [key = UNDEFINED, value = UNDEFINED] = given.machine.items(pair, given.place);
        map.entries.set(isNumberValue(key) ? plainNumber(key) : key, { key, value });
      }
      return map;
    }),
  ],
  [
    'Set',
    collection('Set', (given) => {
      const set = new SetValue();
      for (const item of given.isGiven(0) ? given.machine.items(given.at(0), given.place) : []) {
        set.items.set(isNumberValue(item) ? plainNumber(item) : item, item);
      }
      return set;
    }),
  ],
];

function collection(name: string, make: (given: Arguments) => Value): ClassValue {
  return new ClassValue(name, [], new Map<string, Value>([['__new__', scriptFunction(name, make)]]), false);
}

const nothing = scriptFunction('console.log', () => UNDEFINED);

const toNumber = scriptFunction('Number', (given) => (given.all.length === 0 ? 0 : given.number(0)));

/** The names that JavaScript binds everywhere; `Math` and `console` are modules whose contents are in the table below. */
export const GLOBALS: ReadonlyMap<string, Value> = new Map<string, Value>([
  ['NaN', Number.NaN],
  ['Infinity', Number.POSITIVE_INFINITY],
  ['Math', new ModuleValue('javascript.Math')],
  ['console', new ModuleValue('javascript.console')],
  ['Number', converter('Number', toNumber, NUMBER)],
  [
    'String',
    converter(
      'String',
      scriptFunction('String', (given) => (given.all.length === 0 ? '' : given.text(0))),
      [],
    ),
  ],
  [
    'Boolean',
    converter(
      'Boolean',
      scriptFunction('Boolean', (given) => given.machine.truth(given.at(0), given.place)),
      [],
    ),
  ],
  ['Object', new ClassValue('Object', [], new Map(OBJECT_FUNCTIONS), false)],
  ['Array', ARRAY],
  ...(Object.keys(TYPED_LISTS) as TypedListName[]).map((name) => [name, typedListClass(name)] as const),
  ...COLLECTIONS,
  ...Object.entries(ERRORS),
  ['Function', new ClassValue('Function', [], new Map(), false)],
  ['isNaN', scriptFunction('isNaN', (given) => Number.isNaN(given.plain(0)))],
  ['isFinite', scriptFunction('isFinite', (given) => Number.isFinite(given.plain(0)))],
  ['parseFloat', scriptFunction('parseFloat', (given) => Number.parseFloat(given.text(0)))],
  [
    'parseInt',
    scriptFunction('parseInt', (given) =>
      Number.parseInt(given.text(0), given.isGiven(1) ? given.plain(1) : undefined),
    ),
  ],
]);

/** The contents of the namespaces of JavaScript, by dotted path. */
export const JAVASCRIPT_TABLE: ReadonlyMap<string, Value> = new Map<string, Value>([
  ...MATH.map(([name, value]) => [`javascript.Math.${name}`, value] as const),
  ...['log', 'warn', 'error', 'info', 'debug', 'assert', 'time', 'timeEnd'].map(
    (name) => [`javascript.console.${name}`, nothing] as const,
  ),
]);
