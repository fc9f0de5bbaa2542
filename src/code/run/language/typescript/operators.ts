import * as arithmetic from '../../tensor/arithmetic';
import type { BinaryFunction } from '../../tensor/elementwise';
import { negative } from '../../tensor/functions';
import { isSubclass } from '../classes';
import { NotUnderstood } from '../not-understood';
import type { ScriptOperator, UnaryOperator } from '../operators';
import type { Place } from '../program';
import {
  ArrayValue,
  BoundMethod,
  Builtin,
  ClassValue,
  FunctionValue,
  Instance,
  ListValue,
  type Machine,
  type Value,
} from '../values';
import { identityOf, isNullish, numberOf, propertyKey, refuseUnknown, textOf, typeOf } from './conversions';
import { throwError } from './errors';
import { combinedNumbers, isNumberValue, mappedNumber, plainNumber } from './numbers';
import { TypedList } from './typed-list';

const ARITHMETIC: Readonly<Partial<Record<ScriptOperator, BinaryFunction>>> = {
  '+': arithmetic.addition,
  '-': arithmetic.subtraction,
  '*': arithmetic.multiplication,
  '/': arithmetic.division,
  '%': { ...arithmetic.remainder, value: (x, y) => x % y, backSecond: (g, x, y) => -g * Math.trunc(x / y) },
  '**': { ...arithmetic.exponentiation, value: (x, y) => x ** y },
};

const BITS: Readonly<Partial<Record<ScriptOperator, (x: number, y: number) => number>>> = {
  '&': (x, y) => x & y,
  '|': (x, y) => x | y,
  '^': (x, y) => x ^ y,
  '<<': (x, y) => x << y,
  '>>': (x, y) => x >> y,
  '>>>': (x, y) => x >>> y,
};

/** `Math.pow` and `**` are the same. */
export const POWER = ARITHMETIC['**'] ?? arithmetic.exponentiation;

/** `left operator right`. */
export function operated(
  operator: ScriptOperator,
  left: Value,
  right: Value,
  machine: Machine,
  place: Place,
): Value {
  refuseUnknown(left, place);
  refuseUnknown(right, place);
  switch (operator) {
    case '===':
      return isIdentical(left, right);
    case '!==':
      return !isIdentical(left, right);
    case '==':
      return isLooselyEqual(left, right, machine, place);
    case '!=':
      return !isLooselyEqual(left, right, machine, place);
    case '<':
    case '<=':
    case '>':
    case '>=':
      return isOrdered(operator, left, right, machine, place);
    case 'in':
      return hasKey(right, propertyKey(left, machine, place), place);
    case 'instanceof':
      return isInstance(left, right, place);
  }
  if (operator === '+' && (isText(left) || isText(right))) {
    const text = textOf(left, machine, place) + textOf(right, machine, place);
    machine.budget.make(text.length, place);
    return text;
  }
  const [x, y] = [numberOf(left, machine, place), numberOf(right, machine, place)];
  const bits = BITS[operator];
  if (bits) {
    return bits(plainNumber(x), plainNumber(y));
  }
  const operation = ARITHMETIC[operator];
  if (!operation) {
    throw new NotUnderstood({ kind: 'operation', what: operator }, place);
  }
  return combinedNumbers(x, y, operation);
}

/** Objects become texts where they are added. */
function isText(value: Value): boolean {
  return (
    typeof value === 'string' ||
    (typeOf(value) === 'object' && value !== null) ||
    typeOf(value) === 'function'
  );
}

/** `one === other`; NaN is not equal to itself. */
export function isIdentical(one: Value, other: Value): boolean {
  return identityOf(one) === identityOf(other);
}

function isLooselyEqual(left: Value, right: Value, machine: Machine, place: Place): boolean {
  if (isNullish(left) || isNullish(right)) {
    return isNullish(left) && isNullish(right);
  }
  const [one, other] = [typeOf(left), typeOf(right)];
  if (one === other) {
    return isIdentical(left, right);
  }
  if (one === 'object' || other === 'object') {
    throw new NotUnderstood({ kind: 'operation', what: '==' }, place);
  }
  return plainNumber(numberOf(left, machine, place)) === plainNumber(numberOf(right, machine, place));
}

function isOrdered(
  operator: '<' | '<=' | '>' | '>=',
  left: Value,
  right: Value,
  machine: Machine,
  place: Place,
): boolean {
  const areTexts = typeof left === 'string' && typeof right === 'string';
  const [x, y] = areTexts
    ? [left, right]
    : [plainNumber(numberOf(left, machine, place)), plainNumber(numberOf(right, machine, place))];
  switch (operator) {
    case '<':
      return x < y;
    case '<=':
      return x <= y;
    case '>':
      return x > y;
    case '>=':
      return x >= y;
  }
}

function hasKey(object: Value, key: string, place: Place): boolean {
  if (object instanceof Instance) {
    return object.attributes.has(key) || object.ofClass.attributes.has(key);
  }
  if (object instanceof ListValue) {
    return key === 'length' || object.items[Number(key)] !== undefined;
  }
  throw new NotUnderstood({ kind: 'operation', what: 'in' }, place);
}

function isInstance(value: Value, ofClass: Value, place: Place): boolean {
  if (ofClass instanceof ClassValue) {
    if (value instanceof Instance) {
      return isSubclass(value.ofClass, ofClass);
    }
    if (value instanceof ArrayValue && !isNumberValue(value)) {
      return ofClass.attributes.get('<array>') === value.framework.typeName;
    }
    if (value instanceof TypedList) {
      return ofClass.name === value.typeName || ofClass.name === 'Object';
    }
    if (value instanceof ListValue) {
      return ofClass.name === 'Array' || ofClass.name === 'Object';
    }
    const isFunction =
      value instanceof FunctionValue || value instanceof Builtin || value instanceof BoundMethod;
    return isFunction && ofClass.name === 'Function';
  }
  if (ofClass instanceof FunctionValue || ofClass instanceof Builtin) {
    throw new NotUnderstood({ kind: 'operation', what: 'instanceof' }, place);
  }
  return throwError('TypeError', "Right-hand side of 'instanceof' is not callable", place);
}

/** `operator operand` of a number. */
export function signed(operator: UnaryOperator, operand: Value, machine: Machine, place: Place): Value {
  refuseUnknown(operand, place);
  const number = numberOf(operand, machine, place);
  if (operator === '-') {
    return mappedNumber(number, negative);
  }
  return operator === '~' ? ~plainNumber(number) : number;
}
