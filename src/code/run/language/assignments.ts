import { rangeOf } from '../tensor/indexing';
import { boundTo, classAttribute } from './classes';
import { countRead } from './elements-read';
import type { Evaluator } from './evaluator';
import { raise } from './exceptions';
import { NotUnderstood } from './not-understood';
import type { Expression, Place } from './program';
import { keyOf, soughtKey, typeName } from './python/keys';
import { tupleLike } from './tuples';
import {
  ArrayValue,
  Instance,
  ListValue,
  MappingValue,
  type Names,
  SliceValue,
  TupleValue,
  type Value,
} from './values';

/** Gives a value to a name, attribute, subscript, or to several of them. */
export function assigned(target: Expression, value: Value, scope: Names, evaluator: Evaluator): void {
  const { place } = target;
  switch (target.type) {
    case 'name':
      scope.bind(target.name, value);
      return;
    case 'attribute':
      evaluator.setAttribute(evaluator.evaluate(target.object, scope), target.name, value, place);
      return;
    case 'subscript':
      evaluator.setSubscript(
        evaluator.evaluate(target.object, scope),
        evaluator.evaluate(target.index, scope),
        value,
        place,
      );
      return;
    case 'sequence':
      spread(target.items, evaluator.items(value, place), scope, evaluator, place);
      return;
    default:
      throw new NotUnderstood({ kind: 'syntax', what: target.type }, place);
  }
}

function spread(
  targets: readonly Expression[],
  items: readonly Value[],
  scope: Names,
  evaluator: Evaluator,
  place: Place,
): void {
  const star = targets.findIndex(({ type }) => type === 'spread');
  const needed = star < 0 ? targets.length : targets.length - 1;
  if (items.length < needed || (star < 0 && items.length > needed)) {
    raise('ValueError', `${items.length} values to unpack into ${targets.length} names`, place);
  }
  const surplus = items.length - needed;
  for (const [at, target] of targets.entries()) {
    if (target.type === 'spread') {
      evaluator.assign(target.value, new ListValue(items.slice(at, at + surplus)), scope);
    } else {
      evaluator.assign(target, items[star >= 0 && at > star ? at + surplus - 1 : at] ?? null, scope);
    }
  }
}

/** `object[index]`. */
export function subscripted(object: Value, index: Value, evaluator: Evaluator, place: Place): Value {
  if (object instanceof ArrayValue) {
    return object.framework.subscript(object, index, evaluator, place);
  }
  if (object instanceof MappingValue) {
    const entry = object.entries.get(soughtKey(index, place));
    return entry ? entry.value : raise('KeyError', evaluator.text(index, place), place);
  }
  if (typeof object === 'string') {
    const picked = picksOf([...object], index, evaluator, place);
    return Array.isArray(picked) ? picked.join('') : picked;
  }
  if (object instanceof ListValue || object instanceof TupleValue) {
    const picked = picksOf(object.items, index, evaluator, place);
    if (!Array.isArray(picked)) {
      return picked;
    }
    return object instanceof ListValue ? new ListValue(picked) : tupleLike(object, picked);
  }
  const getter = object instanceof Instance ? classAttribute(object.ofClass, '__getitem__') : undefined;
  if (object instanceof Instance && getter !== undefined) {
    return evaluator.call(boundTo(object, getter), { positional: [index], keywords: new Map() }, place);
  }
  if (object instanceof Instance) {
    throw new NotUnderstood({ kind: 'operation', what: '[]' }, place);
  }
  return raise('TypeError', `'${typeName(object)}' object is not subscriptable`, place);
}

/** `object[index] = value`. */
export function subscriptSet(
  object: Value,
  index: Value,
  value: Value,
  evaluator: Evaluator,
  place: Place,
): void {
  if (object instanceof ArrayValue) {
    countRead([object, value], evaluator, place);
    object.framework.setSubscript(object, index, value, evaluator, place);
  } else if (object instanceof MappingValue) {
    object.entries.set(keyOf(index, place), { key: index, value });
  } else if (object instanceof ListValue && !(index instanceof SliceValue)) {
    object.items[positionOf(index, object.items.length, evaluator, place)] = value;
  } else if (object instanceof TupleValue || typeof object === 'string' || object === null) {
    raise('TypeError', `'${typeName(object)}' object does not support item assignment`, place);
  } else {
    throw new NotUnderstood({ kind: 'operation', what: '[] =' }, place);
  }
}

function picksOf(items: readonly Value[], index: Value, evaluator: Evaluator, place: Place): Value[] | Value {
  if (!(index instanceof SliceValue)) {
    return items[positionOf(index, items.length, evaluator, place)] ?? null;
  }
  const bound = (value: Value): number | null => (value === null ? null : integerOf(value, evaluator, place));
  const step = bound(index.step) ?? 1;
  if (step === 0) {
    return raise('ValueError', 'slice step cannot be zero', place);
  }
  const { first, length } = rangeOf(
    { start: bound(index.start), stop: bound(index.stop), step },
    items.length,
  );
  return Array.from({ length }, (_, at) => items[first + at * step] ?? null);
}

function positionOf(index: Value, length: number, evaluator: Evaluator, place: Place): number {
  const position = integerOf(index, evaluator, place);
  return position < -length || position >= length
    ? raise('IndexError', 'list index out of range', place)
    : position < 0
      ? position + length
      : position;
}

function integerOf(value: Value, evaluator: Evaluator, place: Place): number {
  if (typeof value === 'bigint' || typeof value === 'boolean') {
    return Number(value);
  }
  // A tensor of one integer serves as an index.
  const isIndex =
    value instanceof ArrayValue && value.tensor.size === 1 && !value.tensor.dtype.includes('float');
  return isIndex
    ? value.tensor.at(0)
    : raise(
        'TypeError',
        `list indices must be integers or slices, not ${evaluator.text(value, place)}`,
        place,
      );
}
