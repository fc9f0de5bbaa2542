import { ENUM } from '../language/enumerations';
import { raise } from '../language/exceptions';
import { constructorOfFields } from '../language/fields';
import { NotUnderstood } from '../language/not-understood';
import { BUILTINS } from '../language/python/builtins';
import { isNumber, typeName } from '../language/python/keys';
import { TYPES } from '../language/python/types';
import { builtin, type Given } from '../language/signature';
import { ArrayValue, Builtin, ClassValue, type Value } from '../language/values';
import { decorator } from './shared/identity';
import { CONTAINERS } from './standard-containers';

/** What `dataclasses.field` takes. */
const FIELD = '*, default=None, default_factory=None, repr=True, hash=None, compare=True, metadata=None';

/** The parts of Python's standard library that losses use, by dotted path. */
export const STANDARD_TABLE: ReadonlyMap<string, Value> = new Map<string, Value>([
  ...Object.entries({
    exp: Math.exp,
    log1p: Math.log1p,
    expm1: Math.expm1,
    sqrt: Math.sqrt,
    log2: Math.log2,
    log10: Math.log10,
    tanh: Math.tanh,
    cos: Math.cos,
    sin: Math.sin,
    fabs: Math.abs,
    tan: Math.tan,
    atan: Math.atan,
    asin: Math.asin,
    acos: Math.acos,
    sinh: Math.sinh,
    cosh: Math.cosh,
    radians: (x: number) => (x * Math.PI) / 180,
  }).map(([name, operation]): [string, Value] => [
    `math.${name}`,
    builtin(`math.${name}`, 'x', (given) => mathResult(given, operation(numberGiven(given)))),
  ]),
  [
    'math.log',
    builtin('math.log', 'x, base=None', (given) => {
      const base = given.numberIfAny('base');
      return mathResult(given, Math.log(numberGiven(given)) / (base === null ? 1 : Math.log(base)));
    }),
  ],
  [
    'math.pow',
    builtin('math.pow', 'x, y', (given) => mathResult(given, numberGiven(given) ** given.number('y'))),
  ],
  ['math.floor', builtin('math.floor', 'x', (given) => BigInt(Math.floor(numberGiven(given))))],
  ['math.ceil', builtin('math.ceil', 'x', (given) => BigInt(Math.ceil(numberGiven(given))))],
  ['math.isfinite', builtin('math.isfinite', 'x', (given) => Number.isFinite(numberGiven(given)))],
  [
    'math.isclose',
    builtin('math.isclose', 'x, y, *, rel_tol=1e-9, abs_tol=0.0', (given) => {
      const [x, y] = [numberGiven(given), given.number('y')];
      const tolerance = given.number('rel_tol') * Math.max(Math.abs(x), Math.abs(y));
      return x === y || Math.abs(x - y) <= Math.max(tolerance, given.number('abs_tol'));
    }),
  ],
  [
    'math.prod',
    builtin('math.prod', 'items, *, start=1', (given) =>
      given.machine
        .items(given.value('items'), given.place)
        .reduce((product: Value, item) => multiplied(product, item, given), given.value('start')),
    ),
  ],
  ['sys.float_info.epsilon', Number.EPSILON],
  ['sys.float_info.min', 2 ** -1022],
  ['sys.float_info.max', Number.MAX_VALUE],
  ['math.isnan', builtin('math.isnan', 'x', (given) => Number.isNaN(numberGiven(given)))],
  [
    'math.isinf',
    builtin('math.isinf', 'x', (given) => Math.abs(numberGiven(given)) === Number.POSITIVE_INFINITY),
  ],
  ['math.pi', Math.PI],
  ['math.e', Math.E],
  ['math.inf', Number.POSITIVE_INFINITY],
  ['math.nan', Number.NaN],
  [
    'warnings.warn',
    builtin('warnings.warn', 'message, category=None, stacklevel=1', (given) => {
      given.machine.report(
        {
          kind: 'warning',
        },
        given.place,
      );
      return null;
    }),
  ],
  [
    'functools.partial',
    new Builtin('functools.partial', ({ positional, keywords }, _, place) => {
      const [first = null, ...rest] = positional;
      if (first === null) {
        raise('TypeError', 'partial() needs a function', place);
      }
      return new Builtin('partial', (given, machine, at) =>
        machine.call(
          first,
          { positional: [...rest, ...given.positional], keywords: new Map([...keywords, ...given.keywords]) },
          at,
        ),
      );
    }),
  ],
  [
    'functools.reduce',
    builtin('functools.reduce', 'function, items, initial=None', (given) => {
      const items = given.machine.items(given.value('items'), given.place);
      const [first = null, ...rest] = given.has('initial') ? [given.value('initial'), ...items] : items;
      return rest.reduce(
        (total, item) =>
          given.machine.call(
            given.value('function'),
            { positional: [total, item], keywords: new Map() },
            given.place,
          ),
        first,
      );
    }),
  ],
  [
    'functools.wraps',
    builtin('functools.wraps', 'function', () =>
      builtin('wraps', 'function', (given) => given.value('function')),
    ),
  ],
  // The names of Python 3 for both versions of it.
  ...[
    ['xrange', 'range'],
    ['range', 'range'],
    ['zip', 'zip'],
    ['map', 'map'],
    ['filter', 'filter'],
  ].map(([old = '', name = '']): [string, Value] => [`six.moves.${old}`, BUILTINS.get(name) ?? null]),
  ...['functools.lru_cache', 'functools.cache'].map((name): [string, Value] => [name, decorator(name)]),
  ...['copy.copy', 'copy.deepcopy', 'typing.final', 'typing.overload'].map((name): [string, Value] => [
    name,
    builtin(name, 'x', (given) => given.value('x')),
  ]),
  ['typing.cast', builtin('typing.cast', 'type, x', (given) => given.value('x'))],
  [
    // The losses that the evaluator brings along say by it what they have no way for.
    'focal_loss_evaluator.not_known',
    builtin('not_known', 'name, of', (given) => {
      throw new NotUnderstood(
        { kind: 'argument', name: given.text('name'), of: given.text('of') },
        given.place,
      );
    }),
  ],
  ...CONTAINERS,
  ['abc.ABC', TYPES.object],
  ['enum.Enum', ENUM],
  ['abc.abstractmethod', builtin('abc.abstractmethod', 'x', (given) => given.value('x'))],
  ...['Number', 'Real', 'Integral'].map((name): [string, Value] => [
    `numbers.${name}`,
    new ClassValue(name, [], new Map(), false),
  ]),
  ...['Sequence', 'Iterable', 'Mapping'].flatMap((name): [string, Value][] => {
    const abstract = new ClassValue(name, [], new Map(), false);
    return [
      [`collections.abc.${name}`, abstract],
      [`typing.${name}`, abstract],
    ];
  }),
  ['typing.List', TYPES.list],
  ['typing.Tuple', TYPES.tuple],
  ['typing.Dict', TYPES.dict],
  ['typing.no_type_check', builtin('typing.no_type_check', 'x', (given) => given.value('x'))],
  ['dataclasses.dataclass', dataclass()],
  ['dataclasses.field', builtin('field', FIELD, valueOfField)],
]);

function multiplied(one: Value, other: Value, given: Given): Value {
  if (typeof one === 'bigint' && typeof other === 'bigint') {
    return one * other;
  }
  return isNumber(one) && isNumber(other)
    ? Number(one) * Number(other)
    : raise('TypeError', `must be real number, not ${typeName(other)}`, given.place);
}

function numberGiven(given: Given): number {
  const value = given.value('x');
  if (isNumber(value)) {
    return Number(value);
  }
  return value instanceof ArrayValue && value.tensor.size === 1
    ? value.tensor.at(0)
    : raise('TypeError', `must be real number, not ${typeName(value)}`, given.place);
}

/** A NaN that no argument brought is a domain error to Python, an infinity a range error. */
function mathResult(given: Given, result: number): number {
  const x = numberGiven(given);
  if (Number.isNaN(result) && !Number.isNaN(x)) {
    raise('ValueError', 'math domain error', given.place);
  }
  if (!Number.isFinite(result) && Number.isFinite(x)) {
    return x === 0 || result < 0
      ? raise('ValueError', 'math domain error', given.place)
      : raise('OverflowError', 'math range error', given.place);
  }
  return result;
}

/** The value of a field that `field(…)` states. @throws NotUnderstood where it states none */
function valueOfField(given: Given): Value {
  if (given.has('default_factory')) {
    const none = { positional: [], keywords: new Map<string, Value>() };
    return given.machine.call(given.value('default_factory'), none, given.place);
  }
  if (!given.has('default')) {
    throw new NotUnderstood({ kind: 'argument', name: 'default', of: 'field' }, given.place);
  }
  return given.value('default');
}

/** The decorator, with or without arguments: a constructor that takes the fields in order. */
function dataclass(): Builtin {
  const apply = builtin(
    'dataclass',
    'of=None, *, frozen=False, eq=True, order=False, init=True, repr=True, unsafe_hash=False, slots=False, kw_only=False',
    (given): Value => {
      const ofClass = given.value('of');
      if (!(ofClass instanceof ClassValue)) {
        return apply;
      }
      if (given.value('init') !== false && !ofClass.attributes.has('__init__')) {
        ofClass.attributes.set('__init__', constructorOfFields(ofClass));
      }
      return ofClass;
    },
  );
  return apply;
}
