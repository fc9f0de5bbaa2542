import { raise } from '../../language/exceptions';
import { DeviceValue, DTypeValue, ModuleValue } from '../../language/library-values';
import { typeName } from '../../language/python/keys';
import { TYPES } from '../../language/python/types';
import { builtin, type Given } from '../../language/signature';
import { TypeFunction } from '../../language/type-function';
import {
  ArrayValue,
  Builtin,
  ClassValue,
  ListValue,
  PropertyValue,
  ShapeValue,
  type Value,
} from '../../language/values';
import { DTYPES, isFloating } from '../../tensor/dtype';
import { mapped, type UnaryFunction } from '../../tensor/elementwise';
import { logSigmoid, softplus } from '../../tensor/functions';
import { decorator, identity } from '../shared/identity';
import { floatLimits, integerLimits } from '../shared/type-limits';
import { AUTOGRAD_FUNCTION } from './autograd-function';
import { BINARY_LOSSES } from './binary-losses';
import { CHANGES, VARIABLE, withoutHistory } from './changes';
import { CLASS_LOSSES } from './class-losses';
import { wrapped } from './conversion';
import { CREATION, CREATION_METHODS, RANDOM_METHODS, TENSOR_CONSTRUCTOR } from './creation';
import { movedTo, ON_CUDA, OTHER_DEVICE, onOneDevice } from './devices';
import { DISTANCE_LOSSES } from './distance-losses';
import { DISTRIBUTED } from './distributed';
import { TORCH } from './framework';
import { AUTOCAST, GRADIENT_MODES } from './gradient-modes';
import { GRADIENTS } from './gradients';
import { originalOf, torchOverwrite } from './in-place';
import { LAYOUT_METHODS, LAYOUTS } from './layouts';
import { REDUCTION_NUMBER } from './loss-reduction';
import { NN_CLASSES } from './module-classes';
import { PARAMETER } from './module-state';
import { withNumpyNames } from './numpy-names';
import { OLD_TYPE_NAMES } from './old-types';
import { POINTWISE, WHERE_METHOD } from './pointwise';
import { REDUCTIONS, SOFTMAXES } from './reductions';
import { ONE_HOT, SELECTION, SELECTION_METHODS, trueIndices } from './selection';

const FUNCTIONS = [...POINTWISE, ...REDUCTIONS, ...LAYOUTS, ...SELECTION, ...SOFTMAXES];

/** Functions that `torch.special` has too. */
const SPECIAL = new Set('exp2 expm1 log1p erf erfc logsumexp softmax log_softmax xlogy round'.split(' '));

/** Methods with a trailing underscore, which write their result into the tensor. */
const IN_PLACE = new Set(
  (
    'add sub mul div pow exp expm1 log log2 log10 log1p sqrt rsqrt reciprocal sigmoid tanh sin cos erf abs neg clamp clip clamp_min ' +
    'clamp_max square round floor ceil trunc frac sign relu nan_to_num logical_not logical_and logical_or eq ne lt le gt ge lerp ' +
    'xlogy remainder floor_divide multiply subtract divide true_divide cumsum bitwise_and bitwise_or'
  ).split(' '),
);

const NAMES: readonly (readonly [string, Value])[] = [
  ...under('torch', [...FUNCTIONS, ...CREATION, ONE_HOT]),
  ...under('torch.Tensor', [
    ...FUNCTIONS,
    ...LAYOUT_METHODS,
    ...SELECTION_METHODS,
    ...CREATION_METHODS,
    ...RANDOM_METHODS,
    ...CHANGES,
  ]),
  ...under('torch.Tensor', FUNCTIONS.filter(({ name }) => IN_PLACE.has(name)).map(inPlaceForm)),
  ...under('torch.nn.functional', [
    ...SOFTMAXES,
    ...BINARY_LOSSES,
    ...CLASS_LOSSES,
    ...DISTANCE_LOSSES,
    ONE_HOT,
    ...FUNCTIONS.filter(({ name }) => ['sigmoid', 'relu', 'tanh'].includes(name)),
  ]),
  ...['nn', 'nn.modules', 'nn.modules.loss', 'nn.modules.activation', 'nn.modules.module'].flatMap((module) =>
    under(`torch.${module}`, NN_CLASSES),
  ),
  ...under(
    'torch.special',
    FUNCTIONS.filter(({ name }) => SPECIAL.has(name)),
  ),
  ['torch.special.expit', table(FUNCTIONS, 'sigmoid')],
  ...under('torch.distributed', DISTRIBUTED),
  ['torch.distributed.ReduceOp.SUM', 'sum'],
  ...CREATION.filter(({ name }) => Object.hasOwn(OLD_TYPE_NAMES, name)).map((make): [string, Value] => [
    `torch.cuda.${make.name}`,
    onCuda(make),
  ]),
  ...under('torch', GRADIENT_MODES),
  ...under('torch.autograd', [...GRADIENT_MODES, AUTOGRAD_FUNCTION, GRADIENTS]),
  ['torch.autograd.function.Function', AUTOGRAD_FUNCTION],
  ['torch.autograd.function.once_differentiable', identity('once_differentiable')],
  ...['custom_fwd', 'custom_bwd'].flatMap((name): [string, Value][] =>
    ['torch.cuda.amp', 'torch.amp'].map((module) => [`${module}.${name}`, decorator(name)]),
  ),
  ...under('torch.nn', [PARAMETER]),
  ...under('torch.nn.parameter', [PARAMETER]),
  ...under('torch.jit', ['script', 'ignore', 'export', 'unused'].map(identity)),
  ...under('torch.nn', ['ModuleList', 'ParameterList'].map(listOfModules)),
  ['torch.nn.ModuleDict', TYPES.dict],
  ['torch.nn.ParameterDict', TYPES.dict],
  ...['torch.autocast', 'torch.amp.autocast', 'torch.cuda.amp.autocast'].map((name): [string, Value] => [
    name,
    AUTOCAST,
  ]),
  ...DTYPES.map((name): [string, Value] => [`torch.${name}`, new DTypeValue(name, 'torch')]),
  ...Object.entries({
    float: 'float32',
    double: 'float64',
    half: 'float16',
    long: 'int64',
    int: 'int32',
  } as const).map(([name, dtype]): [string, Value] => [`torch.${name}`, new DTypeValue(dtype, 'torch')]),
  ['torch.Tensor', arrayClass(TENSOR_CONSTRUCTOR)],
  ['torch.autograd.Variable', arrayClass(VARIABLE)],
  ['torch.where', whereForm()],
  ['torch.Tensor.where', WHERE_METHOD],
  ...['jit.is_scripting', 'jit.is_tracing', 'compiler.is_compiling', 'compiler.is_exporting'].map(
    (path): [string, Value] => [`torch.${path}`, builtin(path.replace(/^.*\./, ''), '', () => false)],
  ),
  ['torch.Tensor.data', new PropertyValue(builtin('data', 'input', withoutHistory))],
  [
    'torch.nn.functional.softplus',
    floatOnly('softplus', 'input, beta=1, threshold=20', (given) =>
      softplus(given.number('beta'), given.number('threshold')),
    ),
  ],
  ['torch.nn.functional.logsigmoid', floatOnly('logsigmoid', 'input', () => logSigmoid)],
  ['torch.log_softmax', SOFTMAXES[1] ?? null],
  ['torch.is_tensor', builtin('is_tensor', 'obj', (given) => given.value('obj') instanceof ArrayValue)],
  [
    'torch.is_floating_point',
    builtin('is_floating_point', 'input', (given) => given.array('input').tensor.dtype.includes('float')),
  ],
  ['torch.numel', builtin('numel', 'input', (given) => BigInt(given.array('input').tensor.size))],
  ['torch.clone', table(CHANGES, 'clone')],
  ['torch.detach', table(CHANGES, 'detach')],
  ['torch.cuda.is_available', builtin('is_available', '', (given) => given.machine.followsDevices)],
  [
    'torch.cuda.device_count',
    builtin('device_count', '', (given) => (given.machine.followsDevices ? 1n : 0n)),
  ],
  [
    'torch.device',
    builtin('device', 'type, index=None', (given) => {
      const type = given.value('type');
      return new DeviceValue(type instanceof DeviceValue ? type.name : given.text('type'));
    }),
  ],
  ['torch.get_default_dtype', builtin('get_default_dtype', '', () => new DTypeValue('float32', 'torch'))],
  ['torch.finfo', floatLimits('torch.finfo', 'type=None')],
  ['torch.iinfo', integerLimits('torch.iinfo')],
  ['torch.is_grad_enabled', builtin('is_grad_enabled', '', (given) => !given.machine.isWithoutGradient)],
  ['torch.is_complex', builtin('is_complex', 'input', () => false)],
  ...['manual_seed', 'cuda.manual_seed', 'cuda.manual_seed_all', 'cuda.empty_cache', 'cuda.synchronize'].map(
    (name): [string, Value] => [`torch.${name}`, new Builtin(name, () => null)],
  ),
  ['torch.cuda.current_device', builtin('current_device', '', () => 0n)],
  ['torch.Size', builtin('Size', 'items', (given) => sizeOfItems(given))],
  ...['torch.nn.functional._Reduction', 'torch.nn._reduction'].map((module): [string, Value] => [
    `${module}.get_enum`,
    REDUCTION_NUMBER,
  ]),
  // The module imports it under this name.
  ['torch.functional.F', new ModuleValue('torch.nn.functional')],
  ['torch.__version__', '2.4.0'],
  ['torch.pi', Math.PI],
  ['torch.inf', Number.POSITIVE_INFINITY],
  ['torch.nan', Number.NaN],
  ['torch.strided', 'torch.strided'],
];

/** Functions that move a tensor to the device that they are told. */
const MOVING = new Set(['to', 'cuda', 'cpu', 'type', 'type_as', 'copy_']);
const MAKING = new Set([...CREATION, ...CREATION_METHODS].map(({ name }) => name));

/** The names of PyTorch, as dotted paths. */
export const TORCH_TABLE: ReadonlyMap<string, Value> = new Map(
  NAMES.map(([path, value]) => [path, value instanceof Builtin ? tabled(path, value) : value]),
);

/** The function as a program calls it. */
function tabled(path: string, operation: Builtin): Builtin {
  const called = named(path, withDevices(operation));
  return operation instanceof TypeFunction ? new TypeFunction(called, operation.holds) : called;
}

/** The functions of `torch.nn.functional` are written in Python, and take no other names. */
function named(path: string, operation: Builtin): Builtin {
  return path.startsWith('torch.nn.functional.') ? operation : withNumpyNames(operation);
}

function withDevices(operation: Builtin): Builtin {
  return MOVING.has(operation.name) ? operation : onOneDevice(operation, MAKING.has(operation.name));
}

function sizeOfItems(given: Given): Value {
  return new ShapeValue(given.machine.items(given.value('items'), given.place));
}

/** A class that tensors are instances of and that makes one when it is called. */
function arrayClass(make: Builtin): ClassValue {
  return new ClassValue(
    make.name,
    [],
    new Map<string, Value>([
      ['__new__', make],
      ['<array>', 'Tensor'],
    ]),
    false,
  );
}

function under(path: string, values: readonly (Builtin | ClassValue)[]): [string, Value][] {
  return values.map((value) => [`${path}.${value.name}`, value]);
}

function table(values: readonly Builtin[], name: string): Value {
  return values.find((value) => value.name === name) ?? null;
}

/** Modules in a list are lists as far as losses go. */
function listOfModules(name: string): Builtin {
  return builtin(name, 'modules=None', (given) =>
    given.has('modules')
      ? new ListValue([...given.machine.items(given.value('modules'), given.place)])
      : new ListValue([]),
  );
}

/** `torch.cuda.FloatTensor` from `torch.FloatTensor`. */
function onCuda(make: Builtin): Builtin {
  return new Builtin(`${ON_CUDA}${make.name}`, (given, machine, place) => {
    machine.report({ kind: 'deviceMove', device: 'cuda' }, place);
    const made = make.run(given, machine, place);
    return made instanceof ArrayValue ? movedTo(made, OTHER_DEVICE, machine) : made;
  });
}

/** `exp_` from `exp`: the result replaces the elements. */
function inPlaceForm(operation: Builtin): Builtin {
  return new Builtin(`${operation.name}_`, (given, machine, place) => {
    const [self, ...rest] = given.positional;
    if (!(self instanceof ArrayValue)) {
      return raise('TypeError', `${operation.name}_() needs a tensor, not ${typeName(self ?? null)}`, place);
    }
    const original = { positional: [originalOf(self), ...rest], keywords: given.keywords };
    const result = operation.run(original, machine, place);
    return result instanceof ArrayValue ? torchOverwrite(self, result.tensor, machine, place) : result;
  });
}

/** With a condition alone, the places where it holds. */
function whereForm(): Builtin {
  const choose = POINTWISE.find(({ name }) => name === 'where');
  return new Builtin('where', (given, machine, place) => {
    const [condition] = given.positional;
    const isAlone = given.positional.length === 1 && given.keywords.size === 0;
    if (isAlone && condition instanceof ArrayValue) {
      return builtin('where', 'condition', (inner) => trueIndices(inner, condition.tensor)).run(
        given,
        machine,
        place,
      );
    }
    return choose?.run(given, machine, place) ?? null;
  });
}

/** A function that refuses integers. */
function floatOnly(name: string, signature: string, operation: (given: Given) => UnaryFunction): Builtin {
  return builtin(name, signature, (given) => {
    const { tensor } = given.array('input');
    if (!isFloating(tensor.dtype)) {
      raise('RuntimeError', `"${name}_cpu" not implemented for '${tensor.dtype}'`, given.place);
    }
    return wrapped(mapped(tensor, tensor.dtype, operation(given)), TORCH, given.machine, given.place);
  });
}
