import { builtin } from '../../language/signature';
import { ArrayValue, Builtin, type Value } from '../../language/values';
import type { Tensor } from '../../tensor/tensor';
import { identity } from '../shared/identity';
import { renamedAll } from '../shared/renamed';
import { BACKEND_NAMES, OPS_NAMES } from './names';
import { functionsOf, TENSORFLOW, under } from './tensorflow';

/** Keras' own operations bring their arguments to a common type. */
const KERAS = {
  framework: TENSORFLOW.framework,
  defaults: { ...TENSORFLOW.defaults, isStrict: false },
};

/** Keras 2 named the reductions by these constants. */
const REDUCTIONS: Readonly<Record<string, string>> = {
  AUTO: 'auto',
  NONE: 'none',
  SUM: 'sum',
  SUM_OVER_BATCH_SIZE: 'sum_over_batch_size',
};

const OPERATIONS = functionsOf(KERAS);
/** The logits of what Keras' sigmoid and softmax returned: its cross-entropies take them where they are known. */
const LOGITS = new WeakMap<Tensor, ArrayValue>();

function remembering(activation: Builtin): Builtin {
  return new Builtin(activation.name, (given, machine, place) => {
    const result = activation.run(given, machine, place);
    const logits = given.positional[0] ?? given.keywords.get('x');
    if (result instanceof ArrayValue && logits instanceof ArrayValue) {
      LOGITS.set(result.tensor, logits);
    }
    return result;
  });
}

function fromLogits(crossEntropy: Builtin): Builtin {
  return builtin(crossEntropy.name, 'target, output, from_logits=False, axis=-1', (given) => {
    const output = given.value('output');
    const logits = output instanceof ArrayValue ? LOGITS.get(output.tensor) : undefined;
    const keywords = new Map<string, Value>([
      ['target', given.value('target')],
      ['output', logits ?? output],
      ['from_logits', logits !== undefined || given.value('from_logits')],
    ]);
    if (given.has('axis')) {
      keywords.set('axis', given.value('axis'));
    }
    return crossEntropy.run({ positional: [], keywords }, given.machine, given.place);
  });
}

const OPS = [
  ...renamedAll(OPERATIONS, OPS_NAMES).map((operation) => {
    if (operation.name === 'sigmoid' || operation.name === 'softmax') {
      return remembering(operation);
    }
    return operation.name.endsWith('crossentropy') ? fromLogits(operation) : operation;
  }),
  ...OPERATIONS.filter(({ name }) => name === 'einsum'),
];
const BACKEND = renamedAll(functionsOf(TENSORFLOW), BACKEND_NAMES);

const ACTIVATIONS = OPS.filter(({ name }) =>
  ['sigmoid', 'softmax', 'relu', 'tanh', 'softplus'].includes(name),
);

/** The names of Keras, as dotted paths. */
export const KERAS_TABLE: ReadonlyMap<string, Value> = new Map<string, Value>([
  ...Object.entries(REDUCTIONS).flatMap(([name, value]) =>
    ['tensorflow.losses', 'tensorflow.compat.v1.losses'].map((path): [string, Value] => [
      `${path}.Reduction.${name}`,
      value,
    ]),
  ),
  ...['tensorflow.keras', 'keras'].flatMap((keras): [string, Value][] => [
    ...under(`${keras}.backend`, BACKEND),
    ...under(`${keras}.ops`, OPS),
    ...Object.entries(REDUCTIONS).map(([name, value]): [string, Value] => [
      `${keras}.losses.Reduction.${name}`,
      value,
    ]),
    ...['backend', 'config'].flatMap((module): [string, Value][] => [
      [`${keras}.${module}.image_data_format`, builtin('image_data_format', '', () => 'channels_last')],
      [`${keras}.${module}.epsilon`, builtin('epsilon', '', () => 1e-7)],
      [`${keras}.${module}.floatx`, builtin('floatx', '', () => 'float32')],
      [`${keras}.${module}.set_epsilon`, builtin('set_epsilon', 'value', () => null)],
      [`${keras}.${module}.set_floatx`, builtin('set_floatx', 'value', () => null)],
    ]),
    ...under(`${keras}.activations`, ACTIVATIONS),
    ...['utils', 'saving'].map((module): [string, Value] => [
      `${keras}.${module}.register_keras_serializable`,
      new Builtin('register_keras_serializable', () => identity('register')),
    ]),
  ]),
]);
