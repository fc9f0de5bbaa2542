import { builtin, type Given } from '../../language/signature';
import { Builtin, ClassValue, DTypeValue, Instance, type Value } from '../../language/values';
import { activations } from '../numpy/activations';
import { numpyLike } from '../numpy/framework';
import { numpyFunctions } from '../numpy/functions';
import { identity } from '../shared/identity';
import { crossEntropies } from './cross-entropies';

/** Tensors of different types do not go together; numbers take the type of the tensor. */
export const TENSORFLOW = numpyLike(
  'tensorflow',
  'Tensor',
  { float: 'float32', integer: 'int32', integersWiden: false, isStrict: true },
  false,
);

const FUNCTIONS = [...numpyFunctions(TENSORFLOW), ...activations(TENSORFLOW), ...crossEntropies(TENSORFLOW)];

/** TensorFlow's names for what NumPy calls otherwise. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  reduce_sum: 'sum',
  reduce_mean: 'mean',
  reduce_max: 'max',
  reduce_min: 'min',
  reduce_prod: 'prod',
  reduce_any: 'any',
  reduce_all: 'all',
  reduce_logsumexp: 'logsumexp',
  pow: 'power',
  cast: 'astype',
  constant: 'array',
  convert_to_tensor: 'array',
  is_nan: 'isnan',
  concat: 'concatenate',
  fill: 'full',
  switch: 'where',
};

const MODULES = [
  'tensorflow',
  'tensorflow.math',
  'tensorflow.nn',
  'tensorflow.keras.backend',
  'tensorflow.keras.ops',
  'keras.backend',
  'keras.ops',
];

const TYPES = [
  'float16',
  'bfloat16',
  'float32',
  'float64',
  'int8',
  'int16',
  'int32',
  'int64',
  'uint8',
  'bool',
] as const;

const LOSS = lossClass();

/** The names of TensorFlow and Keras, as dotted paths. */
export const TENSORFLOW_TABLE: ReadonlyMap<string, Value> = new Map<string, Value>([
  ...MODULES.flatMap((module) => [
    ...FUNCTIONS.map((value): [string, Value] => [`${module}.${value.name}`, value]),
    ...Object.entries(OTHER_NAMES).map(([name, own]): [string, Value] => [
      `${module}.${name}`,
      functionNamed(own),
    ]),
  ]),
  ...['tensorflow.keras.losses.Loss', 'keras.losses.Loss', 'tensorflow.losses.Loss'].map(
    (path): [string, Value] => [path, LOSS],
  ),
  ...['tensorflow.keras.backend', 'keras.backend'].flatMap((module): [string, Value][] => [
    [`${module}.epsilon`, builtin('epsilon', '', () => 1e-7)],
    [`${module}.floatx`, builtin('floatx', '', () => 'float32')],
  ]),
  ['keras.config.epsilon', builtin('epsilon', '', () => 1e-7)],
  ['tensorflow.function', identity('function')],
  ...['tensorflow.keras.utils', 'keras.utils', 'keras.saving', 'tensorflow.keras.saving'].map(
    (module): [string, Value] => [
      `${module}.register_keras_serializable`,
      new Builtin('register_keras_serializable', () => identity('register')),
    ],
  ),
  ...TYPES.map((name): [string, Value] => [`tensorflow.${name}`, new DTypeValue(name, 'tensorflow')]),
  ['tensorflow.newaxis', null],
  ['tensorflow.Tensor', new ClassValue('Tensor', [], new Map([['<array>', 'Tensor']]), false)],
]);

function functionNamed(name: string): Value {
  return FUNCTIONS.find((value) => value.name === name) ?? null;
}

/** The base class of Keras' losses: its constructor keeps its arguments, and a call is one of `call`. */
function lossClass(): ClassValue {
  const call = new Builtin('Loss.__call__', ({ positional: [self, ...rest], keywords }, machine, place) =>
    machine.call(machine.attribute(self ?? null, 'call', place), { positional: rest, keywords }, place),
  );
  const keep = (given: Given): Value => {
    const self = given.value('self');
    if (self instanceof Instance) {
      self.attributes.set('reduction', given.value('reduction'));
      self.attributes.set('name', given.value('name'));
    }
    return null;
  };
  const initialise = builtin(
    'Loss.__init__',
    "self, name=None, reduction='sum_over_batch_size', dtype=None",
    keep,
  );
  return new ClassValue(
    'Loss',
    [],
    new Map<string, Value>([
      ['__init__', initialise],
      ['__call__', call],
    ]),
    false,
  );
}
