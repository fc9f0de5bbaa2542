import { builtin } from '../../language/signature';
import { Builtin, type Value } from '../../language/values';
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
const OPS = [
  ...renamedAll(OPERATIONS, OPS_NAMES),
  ...OPERATIONS.filter(({ name }) => name === 'einsum'),
  builtin('shape', 'x', (given) => given.machine.attribute(given.array('x'), 'shape', given.place)),
];
const BACKEND = renamedAll(functionsOf(TENSORFLOW), BACKEND_NAMES);

/** The names of Keras, as dotted paths. */
export const KERAS_TABLE: ReadonlyMap<string, Value> = new Map<string, Value>([
  ...['tensorflow.keras', 'keras'].flatMap((keras): [string, Value][] => [
    ...under(`${keras}.backend`, BACKEND),
    ...under(`${keras}.ops`, OPS),
    ...Object.entries(REDUCTIONS).map(([name, value]): [string, Value] => [
      `${keras}.losses.Reduction.${name}`,
      value,
    ]),
    ...['backend', 'config'].flatMap((module): [string, Value][] => [
      [`${keras}.${module}.epsilon`, builtin('epsilon', '', () => 1e-7)],
      [`${keras}.${module}.floatx`, builtin('floatx', '', () => 'float32')],
    ]),
    ...['utils', 'saving'].map((module): [string, Value] => [
      `${keras}.${module}.register_keras_serializable`,
      new Builtin('register_keras_serializable', () => identity('register')),
    ]),
  ]),
]);
