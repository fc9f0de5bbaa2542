import { countRead } from '../elements-read';
import { raise } from '../exceptions';
import { DeviceValue } from '../library-values';
import { NotUnderstood } from '../not-understood';
import type { BinaryOperator, ComparisonOperator, UnaryOperator } from '../operators';
import type { Place } from '../program';
import { tupleLike } from '../tuples';
import {
  ArrayValue,
  Instance,
  ListValue,
  type Machine,
  MappingValue,
  SetValue,
  TupleValue,
  UnknownValue,
  type Value,
} from '../values';
import { isNumber, soughtKey, typeName } from './keys';
import { floatArithmetic, integerArithmetic } from './number-arithmetic';
import { formattedByPercent } from './text';

/** `left operator right`. @throws Raised a TypeError where the types do not go together */
export function binary(
  operator: BinaryOperator,
  left: Value,
  right: Value,
  machine: Machine,
  place: Place,
): Value {
  if (left instanceof ArrayValue || right instanceof ArrayValue) {
    countRead([left, right], machine, place);
    return frameworkOf(left, right).binary(operator, left, right, machine, place);
  }
  if (isNumber(left) && isNumber(right)) {
    return typeof left === 'number' || typeof right === 'number'
      ? floatArithmetic(operator, Number(left), Number(right), place)
      : integerArithmetic(operator, BigInt(left), BigInt(right), place);
  }
  for (const operand of [left, right]) {
    if (operand instanceof UnknownValue || operand instanceof Instance) {
      throw new NotUnderstood({ kind: 'operation', what: `${operator} of ${nameOfUnknown(operand)}` }, place);
    }
  }
  if (operator === '%' && typeof left === 'string') {
    return formattedByPercent(left, right, machine, place);
  }
  const joined = operator === '+' ? concatenated(left, right, machine, place) : undefined;
  const made = joined ?? (operator === '*' ? repeated(left, right, machine, place) : undefined);
  return (
    made ??
    raise(
      'TypeError',
      `unsupported operand type(s) for ${operator}: '${typeName(left)}' and '${typeName(right)}'`,
      place,
    )
  );
}

/** `target operator= value`; lists and arrays change in place. */
export function inPlace(
  operator: BinaryOperator,
  target: Value,
  value: Value,
  machine: Machine,
  place: Place,
): Value {
  if (target instanceof ArrayValue) {
    countRead([target, value], machine, place);
    return target.framework.inPlace(operator, target, value, machine, place);
  }
  if (target instanceof ListValue && operator === '+') {
    const items = machine.items(value, place);
    machine.budget.make(items.length, place);
    target.items.push(...items);
    return target;
  }
  return binary(operator, target, value, machine, place);
}

export function unary(operator: UnaryOperator, operand: Value, machine: Machine, place: Place): Value {
  if (operator === 'not') {
    return !machine.truth(operand, place);
  }
  if (operand instanceof ArrayValue) {
    return operand.framework.unary(operator, operand, machine, place);
  }
  if (operand instanceof UnknownValue || operand instanceof Instance) {
    throw new NotUnderstood({ kind: 'operation', what: `${operator} of ${nameOfUnknown(operand)}` }, place);
  }
  if (!isNumber(operand)) {
    return raise('TypeError', `bad operand type for unary ${operator}: '${typeName(operand)}'`, place);
  }
  if (typeof operand === 'number') {
    return operator === '~'
      ? raise('TypeError', `bad operand type for unary ~: 'float'`, place)
      : operator === '-'
        ? -operand
        : operand;
  }
  const integer = BigInt(operand);
  return operator === '~' ? ~integer : operator === '-' ? -integer : integer;
}

/** One link of a chain of comparisons. */
export function compared(
  operator: ComparisonOperator,
  left: Value,
  right: Value,
  machine: Machine,
  place: Place,
): Value {
  for (const operand of [left, right]) {
    if (operand instanceof UnknownValue && operand.kind === 'parameter') {
      throw new NotUnderstood(operand.reason, place);
    }
  }
  switch (operator) {
    case 'is':
      return isSameObject(left, right);
    case 'is not':
      return !isSameObject(left, right);
    case 'in':
      return contains(right, left, machine, place);
    case 'not in':
      return !contains(right, left, machine, place);
  }
  if (left instanceof ArrayValue || right instanceof ArrayValue) {
    countRead([left, right], machine, place);
    return frameworkOf(left, right).binary(operator, left, right, machine, place);
  }
  if (operator === '==' || operator === '!=') {
    return equals(left, right, machine, place) === (operator === '==');
  }
  return ordered(operator, left, right, place);
}

function ordered(operator: '<' | '<=' | '>' | '>=', left: Value, right: Value, place: Place): boolean {
  const order = orderOf(left, right);
  if (order === null) {
    return raise(
      'TypeError',
      `'${operator}' not supported between instances of '${typeName(left)}' and '${typeName(right)}'`,
      place,
    );
  }
  switch (operator) {
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    case '>=':
      return order >= 0;
  }
}

/** Below 0, 0, above 0, or NaN; null for values without an order. */
export function orderOf(left: Value, right: Value): number | null {
  if (isNumber(left) && isNumber(right)) {
    const [one, other] = [Number(left), Number(right)];
    return one === other ? 0 : one - other;
  }
  if (typeof left === 'string' && typeof right === 'string') {
    return left < right ? -1 : left > right ? 1 : 0;
  }
  const [first, second] = [itemsOfSequence(left), itemsOfSequence(right)];
  if (!first || !second) {
    return null;
  }
  for (const [at, item] of first.entries()) {
    const other = second[at];
    const order = other === undefined ? 1 : orderOf(item, other);
    if (order !== 0) {
      return order;
    }
  }
  return first.length - second.length;
}

/** `left == right`, for values that are not arrays; arrays within sequences must be the same object. */
export function equals(left: Value, right: Value, machine: Machine, place: Place): boolean {
  if (isNumber(left) && isNumber(right)) {
    return Number(left) === Number(right);
  }
  if (left instanceof UnknownValue || right instanceof UnknownValue) {
    throw new NotUnderstood({ kind: 'operation', what: '==' }, place);
  }
  if (
    (left instanceof ListValue && right instanceof ListValue) ||
    (left instanceof TupleValue && right instanceof TupleValue)
  ) {
    return (
      left.items.length === right.items.length &&
      left.items.every((item, at) => machine.equals(item, right.items[at] ?? null, place))
    );
  }
  if (left instanceof MappingValue && right instanceof MappingValue) {
    return (
      left.entries.size === right.entries.size &&
      [...left.entries].every(([key, { value }]) => {
        const other = right.entries.get(key);
        return other !== undefined && machine.equals(value, other.value, place);
      })
    );
  }
  return isSameObject(left, right);
}

function isSameObject(left: Value, right: Value): boolean {
  if (left instanceof Object && right instanceof Object && 'dtype' in left && 'dtype' in right) {
    return left.dtype === right.dtype;
  }
  if (left instanceof DeviceValue && right instanceof DeviceValue) {
    return left.name === right.name;
  }
  return left === right;
}

function contains(container: Value, item: Value, machine: Machine, place: Place): boolean {
  if (typeof container === 'string') {
    return typeof item === 'string'
      ? container.includes(item)
      : raise('TypeError', `'in <string>' requires string as left operand, not ${typeName(item)}`, place);
  }
  if (container instanceof MappingValue) {
    return container.entries.has(soughtKey(item, place));
  }
  if (container instanceof SetValue) {
    return container.items.has(soughtKey(item, place));
  }
  return machine.items(container, place).some((candidate) => machine.equals(candidate, item, place));
}

function frameworkOf(left: Value, right: Value): ArrayValue['framework'] {
  if (left instanceof ArrayValue && right instanceof ArrayValue) {
    // A NumPy array beside a tensor is taken in by the tensor.
    return left.framework.name === 'numpy' ? right.framework : left.framework;
  }
  const array = left instanceof ArrayValue ? left : right;
  if (!(array instanceof ArrayValue)) {
    throw new Error('Neither operand is an array.');
  }
  return array.framework;
}

function concatenated(left: Value, right: Value, machine: Machine, place: Place): Value | undefined {
  if (typeof left === 'string' && typeof right === 'string') {
    machine.budget.make(left.length + right.length, place);
    return left + right;
  }
  if (left instanceof ListValue && right instanceof ListValue) {
    machine.budget.make(left.items.length + right.items.length, place);
    return new ListValue([...left.items, ...right.items]);
  }
  if (left instanceof TupleValue && right instanceof TupleValue) {
    machine.budget.make(left.items.length + right.items.length, place);
    return tupleLike(left, [...left.items, ...right.items]);
  }
  return undefined;
}

function repeated(left: Value, right: Value, machine: Machine, place: Place): Value | undefined {
  const [sequence, times] =
    typeof left === 'bigint' || typeof left === 'boolean' ? [right, left] : [left, right];
  if (typeof times !== 'bigint' && typeof times !== 'boolean') {
    return undefined;
  }
  const count = Math.max(0, Number(times));
  if (typeof sequence === 'string') {
    machine.budget.make(sequence.length * count, place);
    return sequence.repeat(count);
  }
  const items = itemsOfSequence(sequence);
  if (!items) {
    return undefined;
  }
  machine.budget.make(items.length * count, place);
  const all = Array.from({ length: count }, () => items).flat();
  return sequence instanceof ListValue ? new ListValue(all) : tupleLike(sequence, all);
}

function itemsOfSequence(value: Value): readonly Value[] | null {
  return value instanceof ListValue || value instanceof TupleValue ? value.items : null;
}

function nameOfUnknown(value: UnknownValue | Instance): string {
  return value instanceof UnknownValue ? value.what : value.ofClass.name;
}
