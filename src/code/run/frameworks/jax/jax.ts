import { raise } from '../../language/exceptions';
import { DTypeValue } from '../../language/library-values';
import { builtin, type Given } from '../../language/signature';
import { ArrayValue, Builtin, ClassValue, PropertyValue, type Value } from '../../language/values';
import { DTYPES, isFloating } from '../../tensor/dtype';
import { activations } from '../numpy/activations';
import { numpyLike } from '../numpy/framework';
import { numpyFunctions } from '../numpy/functions';
import { renamedAll } from '../shared/renamed';
import { typeCategories } from '../shared/type-categories';
import { transformations } from './transformations';
import { updatesOf } from './updates';

/** JAX computes in 32 bits unless it is told otherwise. */
export const JAX = numpyLike(
  { name: 'jax', typeName: 'Array', isMutable: false, outside: 'clamp' },
  {
    float: 'float32',
    integer: 'int32',
    integersWiden: false,
    isStrict: false,
    categoriesMix: true,
    isLenient: true,
    takesLists: false,
  },
);

const FUNCTIONS = numpyFunctions(JAX);
const ACTIVATIONS = activations(JAX);

/** `jax.lax`. */
const LAX_NAMES: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    ['exp', 'expm1', 'log', 'log1p', 'sqrt', 'abs', 'sign', 'tanh', 'square'].map((name) => [
      name,
      `${name} x`,
    ]),
  ),
  neg: 'negative x',
  add: 'add x y',
  sub: 'subtract x y',
  mul: 'multiply x y',
  div: 'divide x y',
  pow: 'power x y',
  max: 'maximum x y',
  min: 'minimum x y',
  clamp: 'clip min x max',
  select: 'where pred:condition on_true:x on_false:y',
};

const TYPES = DTYPES.filter((name) => name !== 'bool');

const SIGMOID_OF_FLOATS = new Builtin('sigmoid', (given, machine, place) => {
  const [x] = given.positional;
  const isInteger = x instanceof ArrayValue && !isFloating(x.tensor.dtype);
  const sigmoid = ACTIVATIONS.find(({ name }) => name === 'sigmoid');
  return isInteger
    ? raise('TypeError', `logistic does not accept dtype ${x.tensor.dtype}`, place)
    : (sigmoid?.run(given, machine, place) ?? null);
});

/** The names of JAX, as dotted paths. */
export const JAX_TABLE: ReadonlyMap<string, Value> = new Map<string, Value>([
  ...FUNCTIONS.map((value): [string, Value] => [`jax.numpy.${value.name}`, value]),
  ...FUNCTIONS.map((value): [string, Value] => [`jax.ndarray.${value.name}`, value]),
  ...FUNCTIONS.filter(({ name }) => name.startsWith('<')).map((value): [string, Value] => [
    `jax.${value.name}`,
    value,
  ]),
  ...['jax.nn', 'jax.lax', 'jax.scipy.special'].flatMap((module) =>
    ACTIVATIONS.map((value): [string, Value] => [`${module}.${value.name}`, value]),
  ),
  ...renamedAll(FUNCTIONS, LAX_NAMES).map((value): [string, Value] => [`jax.lax.${value.name}`, value]),
  ...['jax.nn.sigmoid', 'jax.lax.logistic'].map((path): [string, Value] => [path, SIGMOID_OF_FLOATS]),
  ['jax.scipy.special.xlogy', FUNCTIONS.find(({ name }) => name === 'xlogy') ?? null],
  ...['Array', 'numpy.ndarray'].map((name): [string, Value] => [
    `jax.${name}`,
    new ClassValue('Array', [], new Map([['<array>', 'Array']]), false),
  ]),
  ...TYPES.map((name): [string, Value] => [`jax.numpy.${name}`, new DTypeValue(name, 'jax')]),
  ...typeCategories('jax.numpy'),
  ['jax.dtypes.result_type', builtin('result_type', 'x', typeOf)],
  ...['jit', 'checkpoint', 'remat'].map((name): [string, Value] => [
    `jax.${name}`,
    builtin(name, 'fun, static_argnums=None, static_argnames=None, donate_argnums=None', (given) =>
      given.value('fun'),
    ),
  ]),
  ...transformations(JAX).map((value): [string, Value] => [`jax.${value.name}`, value]),
  ['jax.ndarray.at', new PropertyValue(builtin('at', 'x', (given) => updatesOf(given.array('x'), JAX)))],
  ['jax.numpy.newaxis', null],
  ['jax.numpy.pi', Math.PI],
  ['jax.numpy.inf', Number.POSITIVE_INFINITY],
  ['jax.numpy.nan', Number.NaN],
]);

function typeOf(given: Given): Value {
  return given.machine.attribute(given.array('x'), 'dtype', given.place);
}
