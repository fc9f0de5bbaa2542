import { isSubclass } from '../classes';
import { raise } from '../exceptions';
import { NotUnderstood } from '../not-understood';
import { builtin, type Given } from '../signature';
import { TypeFunction } from '../type-function';
import {
  ArrayValue,
  Builtin,
  ClassValue,
  Instance,
  ListValue,
  MappingValue,
  SetValue,
  TupleValue,
  UnknownValue,
  type Value,
} from '../values';
import { isNumber, keyOf, typeName } from './keys';

/** The types that stand in `isinstance` and are called to convert. */
function typeClass(name: string, make: Builtin): ClassValue {
  return new ClassValue(name, [], new Map<string, Value>([['__new__', make]]), false);
}

function integerOf(given: Given): Value {
  const value = given.value('x');
  if (isNumber(value)) {
    const number = Number(value);
    if (!Number.isFinite(number)) {
      return raise(
        Number.isNaN(number) ? 'ValueError' : 'OverflowError',
        'cannot convert float to integer',
        given.place,
      );
    }
    return typeof value === 'bigint' ? value : BigInt(Math.trunc(number));
  }
  if (typeof value === 'string') {
    return /^\s*[-+]?\d{1,300}\s*$/.test(value)
      ? BigInt(value.trim().replace(/^\+/, ''))
      : raise('ValueError', `invalid literal for int() with base 10: '${value}'`, given.place);
  }
  return BigInt(Math.trunc(numberOfArray(value, given)));
}

function floatOf(given: Given): Value {
  const value = given.value('x');
  if (isNumber(value)) {
    return Number(value);
  }
  if (typeof value === 'string') {
    const text = value.trim().toLowerCase();
    const special: Readonly<Record<string, number>> = {
      inf: Infinity,
      '-inf': -Infinity,
      nan: NaN,
      infinity: Infinity,
    };
    const number = special[text] ?? (text === '' ? Number.NaN : Number(text));
    return Number.isNaN(number) && text !== 'nan'
      ? raise('ValueError', `could not convert string to float: '${value}'`, given.place)
      : number;
  }
  if (value instanceof ArrayValue && value.framework.name === 'numpy' && isFloatNumber(value)) {
    // NumPy's float64 is a float of Python, and here it knows what it depends on.
    return value;
  }
  return numberOfArray(value, given);
}

function isFloatNumber({ tensor }: ArrayValue): boolean {
  return tensor.dtype === 'float64' && tensor.rank === 0;
}

function numberOfArray(value: Value, { name, place }: Given): number {
  if (!(value instanceof ArrayValue)) {
    return raise('TypeError', `${name}() argument must be a number, not '${typeName(value)}'`, place);
  }
  return value.tensor.size === 1
    ? value.tensor.at(0)
    : raise('ValueError', 'only one element tensors can be converted to Python scalars', place);
}

export const TYPES = {
  int: typeClass('int', builtin('int', 'x=0', integerOf)),
  float: typeClass('float', builtin('float', 'x=0.0', floatOf)),
  bool: typeClass(
    'bool',
    builtin('bool', 'x=False', (given) => given.flag('x')),
  ),
  str: typeClass(
    'str',
    builtin('str', "x=''", (given) => given.machine.text(given.value('x'), given.place)),
  ),
  list: typeClass(
    'list',
    builtin('list', 'items=None', (given) => new ListValue([...itemsOf(given)])),
  ),
  tuple: typeClass(
    'tuple',
    builtin('tuple', 'items=None', (given) => new TupleValue([...itemsOf(given)])),
  ),
  set: typeClass(
    'set',
    builtin('set', 'items=None', (given) => setOf(given)),
  ),
  dict: typeClass(
    'dict',
    new Builtin('dict', ({ positional, keywords }, machine, place) => {
      const mapping = new MappingValue();
      const [first] = positional;
      if (first instanceof MappingValue) {
        for (const [key, entry] of first.entries) {
          mapping.entries.set(key, { ...entry });
        }
      } else if (first !== undefined) {
        for (const pair of machine.items(first, place)) {
          const [key = null, value = null] = machine.items(pair, place);
          mapping.entries.set(keyOf(key, place), { key, value });
        }
      }
      for (const [key, value] of keywords) {
        mapping.entries.set(keyOf(key, place), { key, value });
      }
      return mapping;
    }),
  ),
  object: new ClassValue('object', [], new Map(), false),
  type: typeClass(
    'type',
    builtin('type', 'x', (given) => typeOf(given.value('x'), given)),
  ),
} as const;

function itemsOf(given: Given): readonly Value[] {
  const value = given.value('items');
  return value === null && !given.has('items') ? [] : given.machine.items(value, given.place);
}

function setOf(given: Given): SetValue {
  const set = new SetValue();
  for (const item of itemsOf(given)) {
    set.items.set(keyOf(item, given.place), item);
  }
  return set;
}

/** The classes of arrays that are those of the library's name; TensorFlow's are of classes of their own. */
const ARRAY_CLASSES: Readonly<Record<string, string>> = {
  torch: 'torch.Tensor',
  numpy: 'numpy.ndarray',
  paddle: 'paddle.Tensor',
};

const NONE_TYPE = new ClassValue('NoneType', [], new Map(), false);

/** The class of a value. */
function typeOf(value: Value, { machine, place }: Given): Value {
  if (value instanceof Instance) {
    return value.ofClass;
  }
  if (value === null) {
    return NONE_TYPE;
  }
  if (value instanceof ArrayValue) {
    const ofArrays = machine.library(ARRAY_CLASSES[value.framework.name] ?? '');
    if (ofArrays !== undefined) {
      return ofArrays;
    }
  }
  const name = typeName(value);
  const known = Object.hasOwn(TYPES, name) ? TYPES[name as keyof typeof TYPES] : undefined;
  if (!known) {
    throw new NotUnderstood({ kind: 'operation', what: `type() of ${name}` }, place);
  }
  return known;
}

/** Tells whether a value is of a class, as `isinstance` does; numbers of the program count as their abstract classes too. */
export function isInstance(value: Value, ofClass: Value, given: Given): boolean {
  if (ofClass instanceof TupleValue) {
    return ofClass.items.some((candidate) => isInstance(value, candidate, given));
  }
  if (!(ofClass instanceof ClassValue || ofClass instanceof TypeFunction)) {
    throw new NotUnderstood({ kind: 'operation', what: 'isinstance()' }, given.place);
  }
  if (ofClass === TYPES.object) {
    return true;
  }
  if (value instanceof UnknownValue) {
    throw new NotUnderstood(value.reason, given.place);
  }
  if (ofClass instanceof TypeFunction) {
    return ofClass.holds(value);
  }
  if (value instanceof Instance) {
    return isSubclass(value.ofClass, ofClass);
  }
  const abstract: Readonly<Record<string, readonly string[]>> = {
    int: ['int', 'bool'],
    Number: ['int', 'float', 'bool'],
    Real: ['int', 'float', 'bool'],
    Integral: ['int', 'bool'],
    Sequence: ['list', 'tuple', 'str'],
    Iterable: ['list', 'tuple', 'str', 'dict', 'set'],
    Mapping: ['dict'],
    type: [],
  };
  if (value instanceof ClassValue) {
    return ofClass.name === 'type';
  }
  const name = typeName(value);
  const names = Object.hasOwn(abstract, ofClass.name) ? (abstract[ofClass.name] ?? []) : [ofClass.name];
  return (
    names.includes(name) ||
    (value instanceof ArrayValue && ofClass.attributes.get('<array>') === value.framework.typeName)
  );
}
