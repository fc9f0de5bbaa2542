import { raise } from '../language/exceptions';
import { NotUnderstood } from '../language/not-understood';
import { TYPES } from '../language/python/types';
import { builtin, type Given } from '../language/signature';
import { NAMED_TUPLE, NamedTupleValue } from '../language/tuples';
import { Builtin, ClassValue, Instance, ListValue, TupleValue, type Value } from '../language/values';

/** The containers and iterators of Python's standard library that losses use, by dotted path. */
export const CONTAINERS: readonly (readonly [string, Value])[] = [
  ['collections.OrderedDict', TYPES.dict],
  ['collections.namedtuple', builtin('namedtuple', 'typename, field_names, *, defaults=None', namedTuple)],
  ['typing.NamedTuple', NAMED_TUPLE],
  [
    'itertools.chain',
    builtin('chain', '*iterables', (given) => new ListValue(given.list('iterables').flatMap(itemsIn(given)))),
  ],
  [
    'itertools.product',
    builtin('product', '*iterables', (given) => {
      const all = given.list('iterables').map(itemsIn(given));
      const rows = all.reduce<Value[][]>(
        (known, items) => known.flatMap((row) => items.map((item) => [...row, item])),
        [[]],
      );
      given.machine.budget.make(rows.length * all.length, given.place);
      return new ListValue(rows.map((row) => new TupleValue(row)));
    }),
  ],
  [
    'itertools.combinations',
    builtin('combinations', 'iterable, r', (given) => {
      const rows = subsets(itemsIn(given)(given.value('iterable')), given.integer('r'));
      return new ListValue(rows.map((row) => new TupleValue(row)));
    }),
  ],
  ['itertools.repeat', builtin('repeat', 'object, times', repeated)],
  ['types.SimpleNamespace', namespace()],
  ['contextlib.nullcontext', nullContext()],
];

function itemsIn({ machine, place }: Given): (value: Value) => readonly Value[] {
  return (value) => machine.items(value, place);
}

function subsets(items: readonly Value[], count: number): Value[][] {
  if (count === 0) {
    return [[]];
  }
  return items.flatMap((first, at) =>
    subsets(items.slice(at + 1), count - 1).map((rest) => [first, ...rest]),
  );
}

function repeated(given: Given): Value {
  const times = given.integer('times');
  given.machine.budget.make(times, given.place);
  return new ListValue(new Array<Value>(times).fill(given.value('object')));
}

/** The constructor of tuples whose items have names, which are given as a list or in a text. */
function namedTuple(given: Given): Value {
  const fields = given.value('field_names');
  const names =
    typeof fields === 'string'
      ? fields.split(/[\s,]+/).filter(Boolean)
      : given.machine.items(fields, given.place).map(String);
  const typename = given.text('typename');
  if (given.value('defaults') !== null) {
    throw new NotUnderstood({ kind: 'argument', name: 'defaults', of: 'namedtuple' }, given.place);
  }
  return builtin(
    typename,
    names.join(', '),
    (fieldsGiven) =>
      new NamedTupleValue(
        names.map((name) => fieldsGiven.value(name)),
        names,
      ),
  );
}

/** An object whose attributes are the arguments of its constructor. */
function namespace(): ClassValue {
  const initialise = new Builtin('SimpleNamespace.__init__', ({ positional: [self], keywords }, _, place) => {
    if (!(self instanceof Instance)) {
      return raise('TypeError', 'SimpleNamespace() takes keywords', place);
    }
    for (const [name, value] of keywords) {
      self.attributes.set(name, value);
    }
    return null;
  });
  return new ClassValue('SimpleNamespace', [], new Map([['__init__', initialise]]), false);
}

/** A context that does nothing and hands over what it is given. */
function nullContext(): ClassValue {
  return new ClassValue(
    'nullcontext',
    [],
    new Map<string, Value>([
      [
        '__init__',
        builtin('nullcontext.__init__', 'self, enter_result=None', (given) => {
          given.machine.setAttribute(
            given.value('self'),
            'enter_result',
            given.value('enter_result'),
            given.place,
          );
          return null;
        }),
      ],
      [
        '__enter__',
        builtin('nullcontext.__enter__', 'self', (given) =>
          given.machine.attribute(given.value('self'), 'enter_result', given.place),
        ),
      ],
      ['__exit__', builtin('nullcontext.__exit__', 'self, *details', () => null)],
    ]),
    false,
  );
}
