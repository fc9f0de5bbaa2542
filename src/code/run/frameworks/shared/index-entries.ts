import { ELLIPSIS } from '../../language/constant';
import { raise } from '../../language/exceptions';
import { NotUnderstood } from '../../language/not-understood';
import type { Place } from '../../language/program';
import { typeName } from '../../language/python/keys';
import { ArrayValue, ListValue, SliceValue, TupleValue, type Value } from '../../language/values';
import type { IndexEntry } from '../../tensor/indexing';
import { type Tensor, tensorOf } from '../../tensor/tensor';

/** Returns the entries in the brackets behind an array. @throws Raised an IndexError for what is no index */
export function entriesOf(index: Value, place: Place): IndexEntry[] {
  const items = index instanceof TupleValue ? index.items : [index];
  return items.map((item) => entryOf(item, place));
}

function entryOf(item: Value, place: Place): IndexEntry {
  if (item === null) {
    return { kind: 'newAxis' };
  }
  if (item === ELLIPSIS) {
    return { kind: 'ellipsis' };
  }
  if (typeof item === 'bigint') {
    return { kind: 'integer', value: Number(item) };
  }
  if (item instanceof SliceValue) {
    return {
      kind: 'slice',
      start: boundOf(item.start, place),
      stop: boundOf(item.stop, place),
      step: boundOf(item.step, place) ?? 1,
    };
  }
  if (item instanceof ArrayValue) {
    return entryOfTensor(item.tensor, place);
  }
  if (item instanceof ListValue) {
    return { kind: 'tensor', tensor: indexOfList(item, place) };
  }
  if (typeof item === 'boolean') {
    throw new NotUnderstood({ kind: 'operation', what: '[True]' }, place);
  }
  return raise('IndexError', `an array cannot be indexed by ${typeName(item)}`, place);
}

function entryOfTensor(tensor: Tensor, place: Place): IndexEntry {
  if (tensor.dtype.includes('float')) {
    return raise('IndexError', 'tensors used as indices must be long, int, byte or bool tensors', place);
  }
  if (tensor.rank === 0 && tensor.dtype !== 'bool') {
    return { kind: 'integer', value: tensor.at(0) };
  }
  return { kind: 'tensor', tensor };
}

function boundOf(value: Value, place: Place): number | null {
  if (value === null) {
    return null;
  }
  if (typeof value === 'bigint' || typeof value === 'boolean') {
    return Number(value);
  }
  if (value instanceof ArrayValue && value.tensor.size === 1 && !value.tensor.dtype.includes('float')) {
    return value.tensor.at(0);
  }
  return raise('TypeError', `slice indices must be integers or None, not ${typeName(value)}`, place);
}

function indexOfList({ items }: ListValue, place: Place): Tensor {
  if (items.every((item) => typeof item === 'bigint')) {
    return tensorOf([items.length], items.map(Number), 'int64');
  }
  if (items.every((item) => typeof item === 'boolean')) {
    return tensorOf([items.length], items.map(Number), 'bool');
  }
  throw new NotUnderstood({ kind: 'operation', what: '[list]' }, place);
}
