import { throwError } from '../../language/typescript/errors';
import { plainObject } from '../../language/typescript/objects';
import { Arguments, scriptFunction } from '../../language/typescript/script';
import { type Builtin, ClassValue, ListValue, UNDEFINED, type Value } from '../../language/values';
import type { Tensor } from '../../tensor/tensor';
import { Calculation } from './calculation';
import { CREATIONS } from './creation';
import { METHODS, tensorValue } from './framework';
import { GRADIENTS } from './gradients';
import { concatenated, LAYOUT_METHODS, LAYOUTS, splitted, stacked, unstacked } from './layouts';
import { EPSILON, LOSSES, METRICS, REDUCTIONS } from './losses';
import { tensorGiven } from './operands';
import { OPERATIONS, type Operation, where } from './operations';

/** The packages whose exports are those of TensorFlow.js. */
const PACKAGES = ['tfjs', 'tfjs-core', 'tfjs-node', 'tfjs-node-gpu'].map((name) => `@tensorflow/${name}`);

function builtinOf([name, operation]: readonly [string, Operation]): Builtin {
  return scriptFunction(name, (given) => {
    const tensor = operation(given, new Calculation(given));
    given.machine.budget.make(tensor.size, given.place);
    return tensorValue(tensor);
  });
}

function listing(name: string, operation: (given: Arguments) => Tensor[]): Builtin {
  return scriptFunction(name, (given) => new ListValue(operation(given).map(tensorValue)));
}

const sameValue = (name: string): Builtin => scriptFunction(name, (given) => given.at(0));
const nothing = (name: string): Builtin => scriptFunction(name, () => UNDEFINED);

/** Operations that are functions of `tf` and methods of tensors. */
const BOTH: readonly Builtin[] = [
  ...[...OPERATIONS, ...LAYOUTS].map(builtinOf),
  listing('split', splitted),
  listing('unstack', unstacked),
];

const FUNCTIONS: readonly Builtin[] = [
  ...BOTH,
  ...[...CREATIONS].map(builtinOf),
  builtinOf(['where', where]),
  builtinOf(['concat', concatenated]),
  builtinOf(['stack', stacked]),
  builtinOf([
    'addN',
    (given, on) => {
      const tensors = given.machine
        .items(given.at(0), given.place)
        .map((item) => tensorGiven(item, given, 'tensors'));
      const [first, ...rest] = tensors;
      return first
        ? rest.reduce((sum, tensor) => on.binary('add', sum, tensor), first)
        : throwError('Error', 'Must pass at least one tensor to tf.addN()', given.place);
    },
  ]),
  ...GRADIENTS,
  sameValue('keep'),
  nothing('dispose'),
  nothing('print'),
  scriptFunction('backend', () => plainObject([['epsilon', scriptFunction('epsilon', () => EPSILON)]])),
  scriptFunction('util.assert', (given) => {
    if (!given.machine.truth(given.at(0), given.place)) {
      const message = given.at(1);
      throwError(
        'Error',
        typeof message === 'string' ? message : given.machine.text(given.call(1), given.place),
        given.place,
      );
    }
    return UNDEFINED;
  }),
  scriptFunction('util.assertShapesMatch', (given) => {
    const [one, other] = [0, 1].map((at) => given.machine.items(given.at(at), given.place).join(','));
    if (one !== other) {
      const before = given.at(2);
      const message = `${typeof before === 'string' ? before : ''} Shapes ${one} and ${other} must match`;
      throwError('Error', message, given.place);
    }
    return UNDEFINED;
  }),
  ...Object.entries(LOSSES).map(([name, loss]) => builtinOf([`losses.${name}`, loss])),
  ...Object.entries(METRICS).map(([name, metric]) => builtinOf([`metrics.${name}`, metric])),
];

/** The first tensor of a list and the others, as a method takes them. */
function joined(name: string, join: (given: Arguments) => Tensor): Builtin {
  return scriptFunction(name, (given) => {
    const [self = UNDEFINED, others = UNDEFINED, axis = UNDEFINED] = given.all;
    const list = new ListValue([self, ...(others instanceof ListValue ? others.items : [others])]);
    return tensorValue(join(new Arguments([list, axis], given.machine, given.place)));
  });
}

/** `a.where(condition, b)` is `tf.where(condition, a, b)`. */
const whereMethod = scriptFunction('where', (given) => {
  const [self = UNDEFINED, condition = UNDEFINED, other = UNDEFINED] = given.all;
  return given.machine.call(
    builtinOf(['where', where]),
    { positional: [condition, self, other], keywords: new Map() },
    given.place,
  );
});

const TENSOR = new ClassValue('Tensor', [], new Map<string, Value>([['<array>', 'Tensor']]), false);

/** A layer that computes a loss is constructed like any object. */
const LAYER = new ClassValue('Layer', [], new Map<string, Value>([['__init__', nothing('Layer')]]), false);

/** The names of TensorFlow.js, as dotted paths. */
export const TENSORFLOW_JS_TABLE: ReadonlyMap<string, Value> = new Map<string, Value>([
  ...PACKAGES.flatMap((module): [string, Value][] => [
    ...FUNCTIONS.map((value): [string, Value] => [`${module}.${value.name}`, value]),
    ...Object.entries(REDUCTIONS).map(([name, value]): [string, Value] => [
      `${module}.Reduction.${name}`,
      value,
    ]),
    [`${module}.Tensor`, TENSOR],
    [`${module}.layers.Layer`, LAYER],
    [`${module}.serialization.Serializable`, LAYER],
    [`${module}.serialization.registerClass`, nothing('registerClass')],
  ]),
  ...[...BOTH, ...[...LAYOUT_METHODS].map(builtinOf), whereMethod].map((value): [string, Value] => [
    `${METHODS}.${value.name}`,
    value,
  ]),
  [`${METHODS}.concat`, joined('concat', concatenated)],
  [`${METHODS}.stack`, joined('stack', stacked)],
]);
