import { raise } from '../../language/exceptions';
import { DeviceValue, DTypeValue } from '../../language/library-values';
import { NotUnderstood } from '../../language/not-understood';
import type { Place } from '../../language/program';
import { isNumber } from '../../language/python/keys';
import {
  type ArrayFramework,
  ArrayValue,
  BoundMethod,
  Builtin,
  FunctionValue,
  type Machine,
  PropertyValue,
  ShapeValue,
  TupleValue,
  type Value,
} from '../../language/values';
import { isFloating } from '../../tensor/dtype';
import { cast, mapped } from '../../tensor/elementwise';
import { logicalNot, negative } from '../../tensor/functions';
import { indexed, withReplaced } from '../../tensor/indexing';
import { narrowed, permuted, reshaped, swapped } from '../../tensor/layout';
import { detached, scalarOf, type Tensor } from '../../tensor/tensor';
import { entriesOf } from '../shared/index-entries';
import { partialView } from '../shared/sharing';
import { torchBinary } from './arithmetic';
import { operandOf, wrapped } from './conversion';
import { deviceOf, isSameDevice } from './devices';
import { originalOf, torchOverwrite } from './in-place';

/** The behaviour of PyTorch's tensors. Their methods are those of the library table under `torch.Tensor`. */
export const TORCH: ArrayFramework = {
  name: 'torch',
  typeName: 'Tensor',

  binary(operator, left, right, machine, place) {
    const result = torchBinary(operator, left, right, machine, place);
    const device = deviceOf([left, right], machine, place);
    return typeof result === 'boolean' ? result : wrapped(result, TORCH, machine, place, device);
  },

  unary(operator, operand, machine, place) {
    const { tensor, device } = operand;
    if (operator !== '~' && tensor.dtype === 'bool') {
      return raise('RuntimeError', `The ${operator} operator on a bool tensor is not supported.`, place);
    }
    if (operator === '+') {
      return operand;
    }
    if (operator === '-') {
      return wrapped(mapped(tensor, tensor.dtype, negative), TORCH, machine, place, device);
    }
    if (tensor.dtype !== 'bool') {
      return isFloating(tensor.dtype)
        ? raise(
            'TypeError',
            '~ (operator.invert) is only implemented on integer and Boolean-type tensors',
            place,
          )
        : wrapped(
            mapped(tensor, tensor.dtype, { value: (x) => -x - 1, back: null, saves: 'nothing' }),
            TORCH,
            machine,
            place,
            device,
          );
    }
    return wrapped(mapped(tensor, 'bool', logicalNot), TORCH, machine, place, device);
  },

  inPlace(operator, target, value, machine, place) {
    deviceOf([target, value], machine, place);
    const result = torchBinary(operator, originalOf(target), value, machine, place);
    return typeof result === 'boolean' ? result : torchOverwrite(target, result, machine, place);
  },

  attribute(array, name, machine, place) {
    const method = machine.library(`torch.Tensor.${name}`);
    if (method instanceof PropertyValue) {
      return machine.call(method.getter, { positional: [array], keywords: new Map() }, place);
    }
    const isMethod = method instanceof Builtin || method instanceof FunctionValue;
    return propertyOf(array, name) ?? (isMethod ? new BoundMethod(array, method) : undefined);
  },

  setAttribute(array, name, value, _, place) {
    if (name === 'requires_grad') {
      return;
    }
    if (name === 'data' && value instanceof ArrayValue) {
      array.tensor = detached(value.tensor);
      return;
    }
    throw new NotUnderstood({ kind: 'attribute', name, of: 'Tensor' }, place);
  },

  subscript(array, index, machine, place) {
    const entries = entriesOf(index, place);
    refuseIndexOfOtherDevice(array, index, machine, place);
    const show = (whole: Tensor): Tensor =>
      machine.isWithoutGradient ? detached(indexed(whole, entries)) : indexed(whole, entries);
    const picked = show(array.tensor);
    if (entries.some(({ kind }) => kind === 'tensor')) {
      return wrapped(picked, TORCH, machine, place, array.device);
    }
    machine.budget.make(picked.size, place);
    return partialView(array, picked, show);
  },

  setSubscript(array, index, value, machine, place) {
    deviceOf([array, value], machine, place);
    refuseIndexOfOtherDevice(array, index, machine, place);
    const values = isNumber(value)
      ? scalarOf(Number(value), array.tensor.dtype)
      : operandOf(value, place).tensor;
    const fitting = cast(values, array.tensor.dtype);
    torchOverwrite(array, withReplaced(array.tensor, entriesOf(index, place), fitting), machine, place);
  },

  truth({ tensor }, _, place) {
    return tensor.size === 1
      ? tensor.at(0) !== 0
      : raise(
          'RuntimeError',
          tensor.size === 0
            ? 'Boolean value of Tensor with no values is ambiguous'
            : 'Boolean value of Tensor with more than one value is ambiguous',
          place,
        );
  },

  items(array, machine, place) {
    const { tensor } = array;
    const length = tensor.shape[0];
    if (length === undefined) {
      return raise('TypeError', 'iteration over a 0-d tensor', place);
    }
    machine.budget.make(tensor.size, place);
    return Array.from({ length }, (_, at) => {
      const show = (whole: Tensor): Tensor => reshaped(narrowed(whole, 0, at, 1), whole.shape.slice(1));
      // PyTorch refuses to change one of several views whose gradient is wanted.
      return partialView(array, show(tensor), tensor.hasGradient ? null : show);
    });
  },
};

/** An index may come from the CPU, or from where the array is. */
function refuseIndexOfOtherDevice(array: ArrayValue, index: Value, machine: Machine, place: Place): void {
  const parts = index instanceof TupleValue ? index.items : [index];
  const isElsewhere = parts.some(
    (part) => part instanceof ArrayValue && part.device !== 'cpu' && !isSameDevice(part.device, array.device),
  );
  if (machine.followsDevices && isElsewhere) {
    raise(
      'RuntimeError',
      `indices should be either on cpu or on the same device as the indexed tensor (${array.device})`,
      place,
    );
  }
}

function propertyOf(array: ArrayValue, name: string): Value | undefined {
  const { tensor } = array;
  switch (name) {
    case 'shape':
      return new ShapeValue(tensor.shape.map((length) => BigInt(length)));
    case 'dtype':
      return new DTypeValue(tensor.dtype, 'torch');
    case 'device':
      return new DeviceValue(array.device);
    case 'ndim':
      return BigInt(tensor.rank);
    case 'T':
      return partialView(array, permuted(tensor, tensor.shape.map((_, axis) => axis).reverse()));
    case 'mT':
      return partialView(array, swapped(tensor, -1, -2));
    case 'volatile':
      // The attribute has lost its meaning; PyTorch still answers.
      return false;
    case 'is_sparse':
      return false;
    case 'is_cuda':
      return array.device.startsWith('cuda');
    case 'requires_grad':
      return tensor.hasGradient;
    case 'is_leaf':
      return tensor.history === null || tensor.history.inputs.length === 0;
    case 'grad':
    case 'grad_fn':
      return null;
    case 'layout':
      return 'torch.strided';
    default:
      return undefined;
  }
}
