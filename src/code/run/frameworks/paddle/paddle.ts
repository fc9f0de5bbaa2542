import { DTypeValue } from '../../language/library-values';
import { builtin, type Given } from '../../language/signature';
import { ArrayValue, Builtin, ClassValue, type Value } from '../../language/values';
import { DTYPES } from '../../tensor/dtype';
import { detached } from '../../tensor/tensor';
import { activations } from '../numpy/activations';
import { numpyFunctions } from '../numpy/functions';
import { NUMPY } from '../numpy/numpy';
import { renamedAll } from '../shared/renamed';
import { tensorflowFunctions } from '../tensorflow/functions';
import { GRADIENT_MODES } from '../torch/gradient-modes';
import { PADDLE, PLACES } from './framework';
import { MAKING_NAMES, NETWORK_NAMES, OLD_NAMES, TENSOR_NAMES } from './names';

const FUNCTIONS = [...tensorflowFunctions(PADDLE), ...activations(PADDLE), ...numpyFunctions(PADDLE)];
const OF_TENSORS = renamedAll(FUNCTIONS, TENSOR_NAMES);

/** The names of PaddlePaddle, as dotted paths. */
export const PADDLE_TABLE: ReadonlyMap<string, Value> = new Map<string, Value>([
  ...['paddle', 'paddle.tensor', 'paddle.ndarray'].flatMap((path) => under(path, OF_TENSORS)),
  ...under('paddle', renamedAll(FUNCTIONS, MAKING_NAMES)),
  ...under('paddle.nn.functional', renamedAll(FUNCTIONS, NETWORK_NAMES)),
  ...under('paddle.fluid.layers', renamedAll(FUNCTIONS, OLD_NAMES)),
  ...under(
    'paddle.ndarray',
    FUNCTIONS.filter(({ name }) => name.startsWith('__') || name === 'item'),
  ),
  // The functions that the evaluator writes in Python are made of these.
  ...under('focal_loss_evaluator.paddle', FUNCTIONS),
  ['paddle.<conversion>', FUNCTIONS.find(({ name }) => name === '<conversion>') ?? null],
  ['paddle.einsum', FUNCTIONS.find(({ name }) => name === 'einsum') ?? null],
  ['paddle.ndarray.numpy', builtin('numpy', 'x', toNumpy)],
  ...GRADIENT_MODES.map((mode): [string, Value] => [`paddle.${mode.name}`, mode]),
  ...['seed', 'set_device', 'disable_static', 'enable_static'].map((name): [string, Value] => [
    `paddle.${name}`,
    new Builtin(name, () => null),
  ]),
  ['paddle.in_dynamic_mode', builtin('in_dynamic_mode', '', () => true)],
  ['paddle.distributed.get_world_size', builtin('get_world_size', '', () => 1n)],
  ['paddle.distributed.get_rank', builtin('get_rank', '', () => 0n)],
  ...DTYPES.map((name): [string, Value] => [`paddle.${name}`, new DTypeValue(name, 'paddle')]),
  ['paddle.Tensor', new ClassValue('Tensor', [], new Map([['<array>', 'Tensor']]), false)],
  ...PLACES.map((place): [string, Value] => [`paddle.${place.name}`, place]),
  ['paddle.pi', Math.PI],
  ['paddle.inf', Number.POSITIVE_INFINITY],
]);

function under(path: string, values: readonly Builtin[]): [string, Value][] {
  return values.map((value) => [`${path}.${value.name}`, value]);
}

/** The numbers of a tensor, without its gradient. */
function toNumpy(given: Given): Value {
  const { tensor } = given.array('x');
  if (tensor.hasGradient) {
    given.machine.report({ kind: 'detach' }, given.place);
  }
  return new ArrayValue(detached(tensor), NUMPY.framework);
}
