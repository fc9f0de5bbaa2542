import { DTypeValue } from '../../language/library-values';
import { ClassValue, type Value } from '../../language/values';
import { typeCategories } from '../shared/type-categories';
import { floatLimits } from '../shared/type-limits';
import { activations } from './activations';
import { numpyLike } from './framework';
import { numpyFunctions } from './functions';

export const NUMPY = numpyLike(
  { name: 'numpy', typeName: 'ndarray', isMutable: true, outside: 'refuse' },
  {
    float: 'float64',
    integer: 'int64',
    integersWiden: true,
    isStrict: false,
    categoriesMix: true,
    isLenient: true,
    takesLists: true,
  },
);

const FUNCTIONS = numpyFunctions(NUMPY);

const TYPES = ['float16', 'float32', 'float64', 'int8', 'int16', 'int32', 'int64', 'uint8'] as const;

/** The functions of SciPy that losses use. */
const SPECIAL = new Set(['expit', 'log_expit', 'softmax', 'log_softmax', 'logsumexp']);

/** The names of NumPy and SciPy, as dotted paths. */
export const NUMPY_TABLE: ReadonlyMap<string, Value> = new Map<string, Value>([
  ...FUNCTIONS.map((value): [string, Value] => [`numpy.${value.name}`, value]),
  ...FUNCTIONS.map((value): [string, Value] => [`numpy.ndarray.${value.name}`, value]),
  ...activations(NUMPY)
    .filter(({ name }) => SPECIAL.has(name))
    .map((value): [string, Value] => [`scipy.special.${value.name}`, value]),
  ['numpy.ndarray', new ClassValue('ndarray', [], new Map([['<array>', 'ndarray']]), false)],
  ...TYPES.map((name): [string, Value] => [`numpy.${name}`, new DTypeValue(name, 'numpy')]),
  ['numpy.bool_', new DTypeValue('bool', 'numpy')],
  ...Object.entries({
    float_: 'float64',
    float: 'float64',
    int_: 'int64',
    int: 'int64',
    bool: 'bool',
  } as const).map(([name, dtype]): [string, Value] => [`numpy.${name}`, new DTypeValue(dtype, 'numpy')]),
  ...typeCategories('numpy'),
  ['numpy.finfo', floatLimits('numpy.finfo', 'type')],
  ['numpy.newaxis', null],
  ['numpy.pi', Math.PI],
  ['numpy.e', Math.E],
  ['numpy.inf', Number.POSITIVE_INFINITY],
  ['numpy.nan', Number.NaN],
]);
