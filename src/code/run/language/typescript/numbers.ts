import { type BinaryFunction, combined, mapped, type UnaryFunction } from '../../tensor/elementwise';
import { scalarOf, type Tensor } from '../../tensor/tensor';
import { NotUnderstood } from '../not-understood';
import type { Place } from '../program';
import { type ArrayFramework, ArrayValue, type Value } from '../values';

/*
 * A number of JavaScript that depends on the predictions is a tensor without axes, so that it brings its derivative along.
 * The program cannot tell it from another number.
 */

function unknown(place: Place): never {
  throw new NotUnderstood({ kind: 'operation', what: 'number' }, place);
}

interface NumberFramework extends ArrayFramework {
  readonly name: 'javascript';
}

/** Numbers are handled by the language itself: nothing of a tensor's interface is ever asked of them. */
const NUMBERS: NumberFramework = {
  name: 'javascript',
  typeName: 'number',
  binary: (_operator, _left, _right, _machine, place) => unknown(place),
  unary: (_operator, _operand, _machine, place) => unknown(place),
  inPlace: (_operator, _target, _value, _machine, place) => unknown(place),
  attribute: (_array, _name, _machine, place) => unknown(place),
  setAttribute: (_array, _name, _value, _machine, place) => unknown(place),
  subscript: (_array, _index, _machine, place) => unknown(place),
  setSubscript: (_array, _index, _value, _machine, place) => unknown(place),
  truth: (_array, _machine, place) => unknown(place),
  items: (_array, _machine, place) => unknown(place),
};

/** A number that depends on the predictions. */
type TracedNumber = ArrayValue & { readonly framework: NumberFramework };

export type NumberValue = number | TracedNumber;

export function isTraced(value: Value): value is TracedNumber {
  return value instanceof ArrayValue && value.framework === NUMBERS;
}

export function isNumberValue(value: Value): value is NumberValue {
  return typeof value === 'number' || isTraced(value);
}

export function plainNumber(value: NumberValue): number {
  return typeof value === 'number' ? value : value.tensor.at(0);
}

/** A number as a tensor without axes. */
export function scalarTensor(value: NumberValue): Tensor {
  return typeof value === 'number' ? scalarOf(value, 'float64') : value.tensor;
}

/** @param tensor of one element */
export function numberOfTensor(tensor: Tensor): NumberValue {
  const traced = tensor.hasGradient ? new ArrayValue(tensor, NUMBERS) : null;
  return traced && isTraced(traced) ? traced : tensor.at(0);
}

export function mappedNumber(x: NumberValue, operation: UnaryFunction): NumberValue {
  return typeof x === 'number' ? operation.value(x) : numberOfTensor(mapped(x.tensor, 'float64', operation));
}

export function combinedNumbers(x: NumberValue, y: NumberValue, operation: BinaryFunction): NumberValue {
  return typeof x === 'number' && typeof y === 'number'
    ? operation.value(x, y)
    : numberOfTensor(combined(scalarTensor(x), scalarTensor(y), 'float64', operation));
}
