import { raise } from '../../language/exceptions';
import { DeviceValue, DTypeValue } from '../../language/library-values';
import { NotUnderstood } from '../../language/not-understood';
import { typeName } from '../../language/python/keys';
import { builtin, type Given } from '../../language/signature';
import { ArrayValue, Builtin, ListValue, type Value } from '../../language/values';
import type { DType } from '../../tensor/dtype';
import { cast, mapped } from '../../tensor/elementwise';
import { sizeOf } from '../../tensor/shapes';
import { detached, leafOf, Tensor, tensorOf } from '../../tensor/tensor';
import { NUMPY } from '../numpy/numpy';
import { partialView, wholeView } from '../shared/sharing';
import { DEFAULT_FLOAT, wrapped } from './conversion';
import { deviceNamed } from './creation';
import { movedTo, ON_CUDA, OTHER_DEVICE } from './devices';
import { TORCH } from './framework';
import { originalOf, torchOverwrite } from './in-place';
import { OLD_TYPE_NAMES, oldTypeName } from './old-types';

const TYPE_METHODS: Readonly<Record<string, DType>> = {
  float: 'float32',
  double: 'float64',
  half: 'float16',
  bfloat16: 'bfloat16',
  long: 'int64',
  int: 'int32',
  short: 'int16',
  char: 'int8',
  byte: 'uint8',
  bool: 'bool',
};

/** The methods that change a tensor's type, device or history, and those that take its numbers out. */
export const CHANGES: readonly Builtin[] = [
  ...Object.entries(TYPE_METHODS).map(([name, dtype]) =>
    builtin(name, 'input', (given) => inType(given, dtype)),
  ),
  builtin('type', 'input, dtype=None', (given) => {
    const wanted = given.value('dtype');
    if (wanted === null) {
      const { tensor, device } = given.array('input');
      return oldTypeName(tensor.dtype, device);
    }
    if (wanted instanceof DTypeValue) {
      return inType(given, wanted.dtype);
    }
    const name =
      typeof wanted === 'string'
        ? wanted.split('.').at(-1)
        : wanted instanceof Builtin
          ? wanted.name.split('.').at(-1)
          : undefined;
    const dtype = name === undefined ? undefined : OLD_TYPE_NAMES[name];
    if (!dtype) {
      throw new NotUnderstood({ kind: 'argument', name: 'dtype', of: 'type' }, given.place);
    }
    const isFixed = wanted instanceof Builtin && wanted.name.startsWith(ON_CUDA);
    const isOnGpu = isFixed || (typeof wanted === 'string' && wanted.includes('.cuda.'));
    if (isFixed) {
      given.machine.report({ kind: 'deviceMove', device: 'cuda' }, given.place);
    }
    return isOnGpu ? movedTo(inType(given, dtype), OTHER_DEVICE, given.machine) : inType(given, dtype);
  }),
  builtin('type_as', 'input, other', (given) => {
    const { tensor, device } = given.array('other');
    return movedTo(inType(given, tensor.dtype), device, given.machine);
  }),
  builtin('to', 'input, *targets, dtype=None, device=None, non_blocking=False, copy=False', moved),
  builtin('cuda', 'input, device=None, non_blocking=False', (given) => {
    given.machine.report({ kind: 'deviceMove', device: 'cuda' }, given.place);
    return movedTo(given.array('input'), OTHER_DEVICE, given.machine);
  }),
  builtin('cpu', 'input', (given) => movedTo(given.array('input'), 'cpu', given.machine)),
  builtin('detach', 'input', (given) => withoutHistory(given)),
  builtin('detach_', 'input', (given) => {
    const array = given.array('input');
    reportDetach(array.tensor, given);
    array.tensor = detached(array.tensor);
    return array;
  }),
  builtin('clone', 'input, memory_format=None', (given) => {
    const { tensor } = given.array('input');
    const back = (gradient: Float64Array): Float64Array[] => [gradient];
    const history = tensor.hasGradient ? { inputs: [tensor], saved: [], backward: back } : null;
    const copy = new Tensor(tensor.shape, tensor.dtype, tensor.data, history, tensor.isReduced);
    return wrapped(copy, TORCH, given.machine, given.place);
  }),
  builtin('item', 'input', (given) => {
    const { tensor } = given.array('input');
    if (tensor.size !== 1) {
      raise('ValueError', 'only one element tensors can be converted to Python scalars', given.place);
    }
    reportDetach(tensor, given);
    return numberOf(tensor, 0);
  }),
  builtin('tolist', 'input', (given) => {
    const { tensor } = given.array('input');
    reportDetach(tensor, given);
    return nestedList(tensor, 0, 0);
  }),
  builtin('numpy', 'input, *, force=False', (given) => {
    const { tensor } = given.array('input');
    if (tensor.hasGradient && !given.flag('force')) {
      raise(
        'RuntimeError',
        "Can't call numpy() on Tensor that requires grad. Use tensor.detach().numpy() instead.",
        given.place,
      );
    }
    if (tensor.dtype === 'bfloat16') {
      raise('TypeError', 'Got unsupported ScalarType BFloat16', given.place);
    }
    return wrapped(detached(tensor), NUMPY.framework, given.machine, given.place);
  }),
  builtin('requires_grad_', 'input, requires_grad=True', (given) => given.array('input')),
  builtin('size', 'input, dim=None', (given) => {
    const array = given.array('input');
    const shape = given.machine.attribute(array, 'shape', given.place);
    const dim = given.integerIfAny('dim');
    if (dim === null) {
      return shape;
    }
    const length = array.tensor.shape.at(dim);
    return length === undefined ? raise('IndexError', 'Dimension out of range', given.place) : BigInt(length);
  }),
  builtin('dim', 'input', (given) => BigInt(given.array('input').tensor.rank)),
  builtin('ndimension', 'input', (given) => BigInt(given.array('input').tensor.rank)),
  builtin('numel', 'input', (given) => BigInt(given.array('input').tensor.size)),
  builtin('nelement', 'input', (given) => BigInt(given.array('input').tensor.size)),
  builtin('is_floating_point', 'input', (given) => given.array('input').tensor.dtype.includes('float')),
  builtin('is_contiguous', 'input, memory_format=None', () => true),
  builtin('element_size', 'input', (given) => BigInt(bytesOf(given.array('input').tensor.dtype))),
  ...['retain_grad', 'share_memory_', 'pin_memory', 'to_dense'].map((name) =>
    builtin(name, 'input', (given) => (name === 'retain_grad' ? null : given.array('input'))),
  ),
  builtin('get_device', 'input', (given) => (given.array('input').device.startsWith('cuda') ? 0n : -1n)),
  builtin('zero_', 'input', (given) => refilled(given, 0)),
  builtin('fill_', 'input, value', (given) => refilled(given, given.number('value'))),
  builtin('copy_', 'input, source', (given) => {
    const array = given.array('input');
    const source = cast(given.array('source').tensor, array.tensor.dtype);
    return torchOverwrite(array, source, given.machine, given.place);
  }),
];

/** The old wrapper of tensors: what it returns shares the numbers, and is no part of the graph. */
export const VARIABLE: Builtin = builtin('Variable', 'data, requires_grad=False, volatile=False', (given) => {
  const data = given.value('data');
  if (data === null) {
    return wrapped(tensorOf([0], [], DEFAULT_FLOAT), TORCH, given.machine, given.place);
  }
  if (!(data instanceof ArrayValue)) {
    return raise('TypeError', `Variable data has to be a tensor, but got ${typeName(data)}`, given.place);
  }
  return given.flag('requires_grad')
    ? partialView(data, leafOf(detached(data.tensor)))
    : withoutGradient(data, given);
});

/** `.data` and `detach()`: the same numbers, without their history. */
export function withoutHistory(given: Given): ArrayValue {
  return withoutGradient(given.array('input'), given);
}

function withoutGradient(array: ArrayValue, given: Given): ArrayValue {
  reportDetach(array.tensor, given);
  return array.tensor.hasGradient
    ? partialView(array, detached(array.tensor))
    : wholeView(array, array.tensor);
}

function reportDetach(tensor: Tensor, given: Given): void {
  if (tensor.hasGradient) {
    given.machine.report({ kind: 'detach' }, given.place);
  }
}

/** The elements from `start` on, which lie along the axes from `axis` on, as lists. */
function nestedList(tensor: Tensor, axis: number, start: number): Value {
  const length = tensor.shape[axis];
  if (length === undefined) {
    return numberOf(tensor, start);
  }
  const step = sizeOf(tensor.shape.slice(axis + 1));
  return new ListValue(Array.from({ length }, (_, at) => nestedList(tensor, axis + 1, start + at * step)));
}

function numberOf(tensor: Tensor, index: number): Value {
  const value = tensor.at(index);
  if (tensor.dtype === 'bool') {
    return value !== 0;
  }
  return tensor.dtype.includes('float') ? value : BigInt(value);
}

function bytesOf(dtype: DType): number {
  return dtype === 'bool' ? 1 : Number(/\d+$/.exec(dtype)?.[0] ?? 8) / 8;
}

function inType(given: Given, dtype: DType): ArrayValue {
  const array = given.array('input');
  return array.tensor.dtype === dtype
    ? array
    : wrapped(cast(array.tensor, dtype), TORCH, given.machine, given.place, array.device);
}

/** `to(dtype)`, `to(device)`, `to(other)`; a device that the code fixes is reported. */
function moved(given: Given): Value {
  const targets = [...given.list('targets'), given.value('dtype'), given.value('device')];
  let dtype: DType | null = null;
  let { device } = given.array('input');
  for (const target of targets) {
    if (target instanceof DTypeValue) {
      dtype = target.dtype;
    } else if (target instanceof ArrayValue) {
      dtype = target.tensor.dtype;
      device = target.device;
    } else if (typeof target === 'string' || typeof target === 'bigint') {
      device = deviceNamed(target) ?? device;
      if (device !== 'cpu') {
        given.machine.report({ kind: 'deviceMove', device }, given.place);
      }
    } else if (target instanceof DeviceValue) {
      device = target.name;
    } else if (target !== null && typeof target !== 'boolean') {
      throw new NotUnderstood({ kind: 'argument', name: '1', of: 'to' }, given.place);
    }
  }
  return movedTo(dtype === null ? given.array('input') : inType(given, dtype), device, given.machine);
}

function refilled(given: Given, value: number): ArrayValue {
  const array = given.array('input');
  const { tensor } = originalOf(array);
  const refill = { value: () => value, back: () => 0, saves: 'nothing' } as const;
  return torchOverwrite(array, mapped(tensor, tensor.dtype, refill), given.machine, given.place);
}
