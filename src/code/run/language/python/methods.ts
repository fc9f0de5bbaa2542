import { raise } from '../exceptions';
import { builtin, type Given } from '../signature';
import { NamedTupleValue } from '../tuples';
import { type Builtin, ListValue, MappingValue, SetValue, TupleValue, type Value } from '../values';
import { isNumber, keyOf, soughtKey } from './keys';
import { orderOf } from './operators';
import { formatted } from './text';

/** The attribute of a text, list, tuple, dictionary, set or number; undefined if it is not known. */
export function attributeOfPlain(object: Value, name: string): Value | undefined {
  if (typeof object === 'string') {
    return method(TEXT_METHODS, 'str', name, object);
  }
  if (object instanceof ListValue) {
    return method(LIST_METHODS, 'list', name, object) ?? method(SEQUENCE_METHODS, 'list', name, object);
  }
  const place = object instanceof NamedTupleValue ? object.names.indexOf(name) : -1;
  if (object instanceof NamedTupleValue && place >= 0) {
    return object.items[place];
  }
  if (object instanceof TupleValue) {
    if (name === 'rank' || name === 'ndims') {
      return BigInt(object.items.length);
    }
    return name === 'numel'
      ? builtin('Size.numel', '', () =>
          object.items.reduce((size: bigint, item) => size * (typeof item === 'bigint' ? item : 1n), 1n),
        )
      : (method(SEQUENCE_METHODS, 'tuple', name, object) ??
          method(SHAPE_METHODS, 'TensorShape', name, object));
  }
  if (object instanceof MappingValue) {
    return method(MAPPING_METHODS, 'dict', name, object);
  }
  if (object instanceof SetValue) {
    return method(SET_METHODS, 'set', name, object);
  }
  return isNumber(object) ? method(NUMBER_METHODS, 'float', name, object) : undefined;
}

interface Method<Self> {
  readonly signature: string;
  readonly run: (self: Self, given: Given) => Value;
}

function method<Self>(
  table: Readonly<Record<string, Method<Self>>>,
  type: string,
  name: string,
  self: Self,
): Builtin | undefined {
  const found = Object.hasOwn(table, name) ? table[name] : undefined;
  return found && builtin(`${type}.${name}`, found.signature, (given) => found.run(self, given));
}

const TEXT_METHODS: Readonly<Record<string, Method<string>>> = {
  lower: { signature: '', run: (self) => self.toLowerCase() },
  upper: { signature: '', run: (self) => self.toUpperCase() },
  strip: { signature: '', run: (self) => self.trim() },
  startswith: {
    signature: 'prefix',
    run: (self, given) => oneOrMore(given, 'prefix').some((prefix) => self.startsWith(prefix)),
  },
  endswith: {
    signature: 'suffix',
    run: (self, given) => oneOrMore(given, 'suffix').some((suffix) => self.endsWith(suffix)),
  },
  replace: {
    signature: 'old, new',
    run: (self, given) => self.replaceAll(given.text('old'), given.text('new')),
  },
  split: {
    signature: 'sep=None',
    run: (self, given) => {
      const separator = given.value('sep');
      return new ListValue(typeof separator === 'string' ? self.split(separator) : self.trim().split(/\s+/));
    },
  },
  join: {
    signature: 'items',
    run: (self, given) =>
      given.machine
        .items(given.value('items'), given.place)
        .map((item) => given.machine.text(item, given.place))
        .join(self),
  },
  format: {
    signature: '*values',
    run: (self, given) => {
      const values = [...given.list('values')];
      let next = 0;
      return self.replaceAll(/\{(\d*)(?::([^}]*))?\}/g, (_, place: string, format?: string) => {
        const value = values[place === '' ? next++ : Number(place)];
        return value === undefined
          ? raise('IndexError', 'Replacement index out of range for positional args tuple', given.place)
          : formatted(value, format ?? '', given.machine, given.place);
      });
    },
  },
};

/** A text, or a tuple of texts. */
function oneOrMore(given: Given, name: string): readonly string[] {
  const value = given.value(name);
  return value instanceof TupleValue && value.items.every((item) => typeof item === 'string')
    ? value.items
    : [given.text(name)];
}

const SEQUENCE_METHODS: Readonly<Record<string, Method<ListValue | TupleValue>>> = {
  __len__: { signature: '', run: (self) => BigInt(self.items.length) },
  index: {
    signature: 'value',
    run: (self, given) => {
      const at = self.items.findIndex((item) =>
        given.machine.equals(item, given.value('value'), given.place),
      );
      return at < 0 ? raise('ValueError', 'the value is not in the list', given.place) : BigInt(at);
    },
  },
  count: {
    signature: 'value',
    run: (self, given) =>
      BigInt(
        self.items.filter((item) => given.machine.equals(item, given.value('value'), given.place)).length,
      ),
  },
};

/** A shape of TensorFlow is a tuple here, with more methods. */
const SHAPE_METHODS: Readonly<Record<string, Method<TupleValue>>> = {
  as_list: { signature: '', run: (self) => new ListValue([...self.items]) },
  num_elements: {
    signature: '',
    run: (self) =>
      self.items.reduce((size: bigint, item) => size * (typeof item === 'bigint' ? item : 1n), 1n),
  },
  is_fully_defined: { signature: '', run: () => true },
  assert_is_compatible_with: { signature: 'other', run: () => null },
};

const LIST_METHODS: Readonly<Record<string, Method<ListValue>>> = {
  append: {
    signature: 'value',
    run: (self, given) => {
      given.machine.budget.make(1, given.place);
      self.items.push(given.value('value'));
      return null;
    },
  },
  extend: {
    signature: 'values',
    run: (self, given) => {
      const items = given.machine.items(given.value('values'), given.place);
      given.machine.budget.make(items.length, given.place);
      self.items.push(...items);
      return null;
    },
  },
  insert: {
    signature: 'index, value',
    run: (self, given) => {
      given.machine.budget.make(1, given.place);
      self.items.splice(given.integer('index'), 0, given.value('value'));
      return null;
    },
  },
  pop: {
    signature: 'index=-1',
    run: (self, given) =>
      self.items.splice(given.integer('index'), 1)[0] ??
      raise('IndexError', 'pop from empty list', given.place),
  },
  copy: { signature: '', run: (self) => new ListValue([...self.items]) },
  reverse: {
    signature: '',
    run: (self) => {
      self.items.reverse();
      return null;
    },
  },
  sort: {
    signature: '*, key=None, reverse=False',
    run: (self, given) => {
      self.items = sorted(self.items, given);
      return null;
    },
  },
};

/** The items in order, by the arguments `key` and `reverse`. */
export function sorted(items: readonly Value[], given: Given): Value[] {
  const { machine, place } = given;
  const key = given.value('key');
  const keyed = items.map((item) => ({
    item,
    by: key === null ? item : machine.call(key, { positional: [item], keywords: new Map() }, place),
  }));
  const direction = given.flag('reverse') ? -1 : 1;
  return keyed
    .toSorted(
      (one, other) =>
        direction *
        (orderOf(one.by, other.by) ?? raise('TypeError', "'<' not supported between these items", place)),
    )
    .map(({ item }) => item);
}

const MAPPING_METHODS: Readonly<Record<string, Method<MappingValue>>> = {
  get: {
    signature: 'key, default=None',
    run: (self, given) => {
      const entry = self.entries.get(soughtKey(given.value('key'), given.place));
      return entry ? entry.value : given.value('default');
    },
  },
  pop: {
    signature: 'key, default=None',
    run: (self, given) => {
      const key = soughtKey(given.value('key'), given.place);
      const entry = self.entries.get(key);
      if (!entry && !given.has('default')) {
        return raise('KeyError', given.machine.text(given.value('key'), given.place), given.place);
      }
      self.entries.delete(key);
      return entry ? entry.value : given.value('default');
    },
  },
  keys: { signature: '', run: (self) => new ListValue([...self.entries.values()].map(({ key }) => key)) },
  values: {
    signature: '',
    run: (self) => new ListValue([...self.entries.values()].map(({ value }) => value)),
  },
  items: {
    signature: '',
    run: (self) =>
      new ListValue([...self.entries.values()].map(({ key, value }) => new TupleValue([key, value]))),
  },
  update: {
    signature: 'other',
    run: (self, given) => {
      const other = given.value('other');
      if (other instanceof MappingValue) {
        for (const [key, entry] of other.entries) {
          self.entries.set(key, { ...entry });
        }
      }
      return null;
    },
  },
  copy: {
    signature: '',
    run: (self) => {
      const copy = new MappingValue();
      for (const [key, entry] of self.entries) {
        copy.entries.set(key, { ...entry });
      }
      return copy;
    },
  },
};

const SET_METHODS: Readonly<Record<string, Method<SetValue>>> = {
  add: {
    signature: 'value',
    run: (self, given) => {
      self.items.set(keyOf(given.value('value'), given.place), given.value('value'));
      return null;
    },
  },
};

const NUMBER_METHODS: Readonly<Record<string, Method<number | bigint | boolean>>> = {
  is_integer: { signature: '', run: (self) => Number.isInteger(Number(self)) },
  item: { signature: '', run: (self) => self },
};
