import { DTypeValue } from '../../language/library-values';
import { builtin, type Given } from '../../language/signature';
import { ArrayValue, Builtin, ClassValue, type Value } from '../../language/values';
import { DTYPES, type DType } from '../../tensor/dtype';
import { detached } from '../../tensor/tensor';
import { activations } from '../numpy/activations';
import { type NumpyLike, numpyLike } from '../numpy/framework';
import { numpyFunctions } from '../numpy/functions';
import { NUMPY } from '../numpy/numpy';
import { decorator } from '../shared/identity';
import { NAME_SCOPE } from '../shared/name-scope';
import { renamedAll } from '../shared/renamed';
import { crossEntropies } from './cross-entropies';
import { CUSTOM_GRADIENT } from './custom-gradient';
import { tensorflowFunctions } from './functions';
import { MATH_ALONE_NAMES, MATH_NAMES, NETWORK_NAMES, OLD_NAMES, TENSOR_NAMES } from './names';

/** `tf.DType` of `types.proto`. */
const TYPE_NUMBERS: ReadonlyMap<bigint, DType> = new Map([
  [1n, 'float32'],
  [2n, 'float64'],
  [3n, 'int32'],
  [4n, 'uint8'],
  [5n, 'int16'],
  [6n, 'int8'],
  [9n, 'int64'],
  [10n, 'bool'],
  [14n, 'bfloat16'],
  [19n, 'float16'],
]);

/** Tensors of different types do not go together; numbers take the type of the tensor. */
export const TENSORFLOW = numpyLike(
  { name: 'tensorflow', typeName: 'Tensor', isMutable: false, outside: 'refuse' },
  {
    float: 'float32',
    integer: 'int32',
    integersWiden: false,
    isStrict: true,
    categoriesMix: true,
    isLenient: false,
    takesLists: true,
    typeNumbers: TYPE_NUMBERS,
  },
);

/**
 * Everything that the names of TensorFlow and Keras stand for.
 *
 * @param library how the functions of NumPy's interface bring types together
 */
export function functionsOf(library: NumpyLike): readonly Builtin[] {
  return [
    ...tensorflowFunctions(TENSORFLOW),
    ...crossEntropies(TENSORFLOW),
    ...activations(TENSORFLOW),
    ...numpyFunctions(library),
  ];
}

const FUNCTIONS = functionsOf(TENSORFLOW);
const MATH = renamedAll(FUNCTIONS, MATH_NAMES);
const TENSORS = renamedAll(FUNCTIONS, TENSOR_NAMES);
const EINSUM = FUNCTIONS.filter(({ name }) => name === 'einsum');

/** Functions that print, check or record, and leave the tensors as they are. */
const PASSED_OVER = (
  'print Assert summary.scalar summary.histogram debugging.assert_equal debugging.assert_rank debugging.assert_shapes ' +
  'debugging.assert_greater_equal debugging.assert_less_equal debugging.assert_non_negative debugging.assert_type debugging.assert_all_finite debugging.assert_near debugging.assert_greater ' +
  'debugging.assert_less debugging.assert_positive debugging.assert_integer debugging.assert_rank_at_least ' +
  'assert_equal losses.add_loss add_to_collection config.run_functions_eagerly random.set_seed'
).split(' ');

/** The names of TensorFlow, as dotted paths. */
export const TENSORFLOW_TABLE: ReadonlyMap<string, Value> = new Map<string, Value>([
  ...under('tensorflow', [...MATH, ...TENSORS, ...EINSUM]),
  ...under('tensorflow.math', [...MATH, ...renamedAll(FUNCTIONS, MATH_ALONE_NAMES)]),
  ...under(
    'tensorflow.linalg',
    TENSORS.filter(({ name }) => name === 'matmul'),
  ),
  ...under(
    'tensorflow.dtypes',
    TENSORS.filter(({ name }) => name === 'cast'),
  ),
  ...['tensorflow', 'tensorflow.compat.v1', 'tensorflow.keras.backend'].map((path): [string, Value] => [
    `${path}.name_scope`,
    NAME_SCOPE,
  ]),
  ...under('tensorflow.nn', renamedAll(FUNCTIONS, NETWORK_NAMES)),
  ...under('tensorflow', renamedAll(FUNCTIONS, OLD_NAMES)),
  ...under('tensorflow.compat.v1', renamedAll(FUNCTIONS, { ...MATH_NAMES, ...TENSOR_NAMES, ...OLD_NAMES })),
  // The objects have these beside operators.
  ...under(
    'tensorflow.ndarray',
    numpyFunctions(TENSORFLOW).filter(({ name }) => name.startsWith('__')),
  ),
  ['tensorflow.ndarray.get_shape', builtin('get_shape', 'x', shapeOf)],
  ['tensorflow.<conversion>', FUNCTIONS.find(({ name }) => name === '<conversion>') ?? null],
  ...['function', 'autograph.experimental.do_not_convert', 'autograph.to_graph'].map(
    (name): [string, Value] => [`tensorflow.${name}`, decorator(name)],
  ),
  ...['control_dependencies', 'device', 'init_scope', 'variable_scope', 'op_scope'].map(
    (name): [string, Value] => [`tensorflow.${name}`, NAME_SCOPE],
  ),
  ...PASSED_OVER.map((name): [string, Value] => [`tensorflow.${name}`, new Builtin(name, () => null)]),
  ['tensorflow.custom_gradient', CUSTOM_GRADIENT],
  ['tensorflow.executing_eagerly', builtin('executing_eagerly', '', () => true)],
  ['tensorflow.ndarray.numpy', builtin('numpy', 'x', toNumpy)],
  ['tensorflow.ndarray.set_shape', builtin('set_shape', 'x, shape', () => null)],
  ['tensorflow.__version__', '2.17.0'],
  ...['tensorflow', 'tensorflow.dtypes'].flatMap((path) =>
    DTYPES.map((name): [string, Value] => [`${path}.${name}`, new DTypeValue(name, 'tensorflow')]),
  ),
  ['tensorflow.newaxis', null],
  ['tensorflow.Tensor', new ClassValue('Tensor', [], new Map([['<array>', 'Tensor']]), false)],
]);

/** The numbers of a tensor, without its gradient. */
function toNumpy(given: Given): Value {
  const { tensor } = given.array('x');
  if (tensor.hasGradient) {
    given.machine.report({ kind: 'detach' }, given.place);
  }
  return new ArrayValue(detached(tensor), NUMPY.framework);
}

export function under(path: string, values: readonly Builtin[]): [string, Value][] {
  return values.map((value) => [`${path}.${value.name}`, value]);
}

function shapeOf(given: Given): Value {
  return given.machine.attribute(given.array('x'), 'shape', given.place);
}
