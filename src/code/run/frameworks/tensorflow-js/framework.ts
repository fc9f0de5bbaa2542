import { NotUnderstood } from '../../language/not-understood';
import type { Place } from '../../language/program';
import { scriptFunction } from '../../language/typescript/script';
import { TypedList } from '../../language/typescript/typed-list';
import {
  type ArrayFramework,
  ArrayValue,
  BoundMethod,
  Builtin,
  ListValue,
  type Machine,
  UNDEFINED,
  type Value,
} from '../../language/values';
import type { Tensor } from '../../tensor/tensor';

/** The path under which the methods of tensors stand in the table. */
export const METHODS = '<tensor of TensorFlow.js>';

function noOperator(place: Place): never {
  throw new NotUnderstood({ kind: 'operation', what: 'operator on a tensor' }, place);
}

/** Tensors of TensorFlow.js never change, and no operator of JavaScript knows them. */
export const TENSORFLOW_JS: ArrayFramework = {
  name: 'tensorflow-js',
  typeName: 'Tensor',
  binary: (_operator, _left, _right, _machine, place) => noOperator(place),
  unary: (_operator, _operand, _machine, place) => noOperator(place),
  inPlace: (_operator, _target, _value, _machine, place) => noOperator(place),
  subscript: (_array, _index, _machine, place) => noOperator(place),
  setSubscript: (_array, _index, _value, _machine, place) => noOperator(place),
  setAttribute(_array, name, _value, _machine, place) {
    throw new NotUnderstood({ kind: 'attribute', name, of: 'Tensor' }, place);
  },
  truth: () => true,
  items: (_array, _machine, place) => noOperator(place),

  attribute(array, name, machine) {
    const property = propertyOf(array, name);
    if (property !== undefined) {
      return property;
    }
    const method = machine.library(`${METHODS}.${name}`);
    return method instanceof Builtin ? new BoundMethod(array, method) : undefined;
  },
};

export function tensorValue(tensor: Tensor): ArrayValue {
  return new ArrayValue(tensor, TENSORFLOW_JS);
}

function propertyOf(array: ArrayValue, name: string): Value | undefined {
  const { tensor } = array;
  switch (name) {
    case 'shape':
      return new ListValue([...tensor.shape]);
    case 'dtype':
      return tensor.dtype;
    case 'rank':
      return tensor.rank;
    case 'size':
      return tensor.size;
    case 'rankType':
      return String(tensor.rank);
    case 'isDisposed':
      return false;
    case 'dataSync':
      return scriptFunction(name, ({ machine, place }) => {
        reportDetached(tensor, machine, place);
        machine.budget.make(tensor.size, place);
        return new TypedList([...tensor.data], tensor.dtype === 'float32' ? 'Float32Array' : 'Int32Array');
      });
    case 'arraySync':
      return scriptFunction(name, ({ machine, place }) => {
        reportDetached(tensor, machine, place);
        machine.budget.make(tensor.size, place);
        return nested(tensor, 0, 0);
      });
    case 'dispose':
    case 'print':
      return scriptFunction(name, () => UNDEFINED);
    default:
      return undefined;
  }
}

/** Numbers of JavaScript that come from a tensor have lost its gradient. */
function reportDetached(tensor: Tensor, machine: Machine, place: Place): void {
  if (tensor.hasGradient) {
    machine.report({ kind: 'detach' }, place);
  }
}

function nested(tensor: Tensor, axis: number, start: number): Value {
  const length = tensor.shape[axis];
  if (length === undefined) {
    return tensor.at(start);
  }
  const step = tensor.shape.slice(axis + 1).reduce((size, inner) => size * inner, 1);
  return new ListValue(Array.from({ length }, (_, at) => nested(tensor, axis + 1, start + at * step)));
}
