import { builtin, type Given } from '../../language/signature';
import { Builtin, ClassValue, Instance, type Value } from '../../language/values';
import { identity } from '../shared/identity';
import { renamedAll } from '../shared/renamed';
import { BACKEND_NAMES, OPS_NAMES } from './names';
import { functionsOf, TENSORFLOW, under } from './tensorflow';

/** Keras' own operations bring their arguments to a common type. */
const KERAS = {
  framework: TENSORFLOW.framework,
  defaults: { ...TENSORFLOW.defaults, isStrict: false },
};

const OPERATIONS = functionsOf(KERAS);
const OPS = [
  ...renamedAll(OPERATIONS, OPS_NAMES),
  ...OPERATIONS.filter(({ name }) => name === 'einsum'),
  builtin('shape', 'x', (given) => given.machine.attribute(given.array('x'), 'shape', given.place)),
];
const BACKEND = renamedAll(functionsOf(TENSORFLOW), BACKEND_NAMES);
const LOSS = lossClass();

/** The names of Keras, as dotted paths. */
export const KERAS_TABLE: ReadonlyMap<string, Value> = new Map<string, Value>([
  ...['tensorflow.keras', 'keras'].flatMap((keras): [string, Value][] => [
    ...under(`${keras}.backend`, BACKEND),
    ...under(`${keras}.ops`, OPS),
    [`${keras}.losses.Loss`, LOSS],
    [`${keras}.Loss`, LOSS],
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
