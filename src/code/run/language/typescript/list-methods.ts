import { NotUnderstood } from '../not-understood';
import { ListValue, UNDEFINED, type Value } from '../values';
import { isNullish, numberOf, present, textOf } from './conversions';
import { throwError } from './errors';
import { plainNumber } from './numbers';
import { isIdentical } from './operators';
import type { Arguments } from './script';
import { TypedList } from './typed-list';

type ListMethod = (self: ListValue, given: Arguments) => Value;

/** A list of the same kind: methods of a Float32Array give one again. */
function like(self: ListValue, items: Value[], given: Arguments): ListValue {
  given.machine.budget.make(items.length, given.place);
  if (!(self instanceof TypedList)) {
    return new ListValue(items);
  }
  const numbers = items.map((item) => {
    const number = numberOf(item, given.machine, given.place);
    return typeof number === 'number' ? self.rounded(number) : number;
  });
  return new TypedList(numbers, self.typeName);
}

const find =
  (fromEnd: boolean, give: (item: Value, at: number) => Value, otherwise: Value): ListMethod =>
  (self, given) => {
    const found = self.items.map((item, at) => ({ item, at }));
    const hit = (fromEnd ? found.reverse() : found).find(({ item, at }) => given.isTrue(0, item, at, self));
    return hit ? give(hit.item, hit.at) : otherwise;
  };

const reduced =
  (fromEnd: boolean): ListMethod =>
  (self, given) => {
    const entries = self.items.map((item, at) => ({ item, at }));
    const ordered = fromEnd ? entries.reverse() : entries;
    const hasInitial = given.all.length > 1;
    const [first] = ordered;
    if (!hasInitial && !first) {
      return throwError('TypeError', 'Reduce of empty array with no initial value', given.place);
    }
    const initial = hasInitial ? given.at(1) : present(first?.item);
    return ordered
      .slice(hasInitial ? 0 : 1)
      .reduce((total, { item, at }) => given.call(0, total, item, at, self), initial);
  };

/** An array that is to change: a Float32Array has a fixed length. */
function growable(self: ListValue, { place }: Arguments): ListValue {
  if (self instanceof TypedList) {
    throw new NotUnderstood({ kind: 'attribute', name: 'push', of: self.typeName }, place);
  }
  return self;
}

function flattened(items: readonly Value[], depth: number, given: Arguments): Value[] {
  given.machine.budget.make(items.length, given.place);
  return items.flatMap((item) =>
    item instanceof ListValue && depth > 0
      ? given.machine.budget.within(given.place, () => flattened(item.items, depth - 1, given))
      : [item],
  );
}

function sorted(self: ListValue, given: Arguments): Value[] {
  const { machine, place } = given;
  const isGiven = given.isGiven(0);
  machine.budget.make(self.items.length, place);
  return [...self.items].sort((one, other) => {
    machine.budget.step(place);
    if (isGiven) {
      const order = plainNumber(numberOf(given.call(0, one, other), machine, place));
      return Number.isNaN(order) ? 0 : order;
    }
    if (self instanceof TypedList) {
      return plainNumber(numberOf(one, machine, place)) - plainNumber(numberOf(other, machine, place));
    }
    const [first, second] = [textOf(one, machine, place), textOf(other, machine, place)];
    return first < second ? -1 : first > second ? 1 : 0;
  });
}

export const LIST_METHODS: Readonly<Record<string, ListMethod>> = {
  map: (self, given) =>
    like(
      self,
      self.items.map((item, at) => given.call(0, item, at, self)),
      given,
    ),
  forEach: (self, given) => {
    for (const [at, item] of self.items.entries()) {
      given.call(0, item, at, self);
    }
    return UNDEFINED;
  },
  filter: (self, given) =>
    like(
      self,
      self.items.filter((item, at) => given.isTrue(0, item, at, self)),
      given,
    ),
  reduce: reduced(false),
  reduceRight: reduced(true),
  some: (self, given) => self.items.some((item, at) => given.isTrue(0, item, at, self)),
  every: (self, given) => self.items.every((item, at) => given.isTrue(0, item, at, self)),
  find: find(false, (item) => item, UNDEFINED),
  findIndex: find(false, (_, at) => at, -1),
  findLast: find(true, (item) => item, UNDEFINED),
  findLastIndex: find(true, (_, at) => at, -1),
  indexOf: (self, given) => self.items.findIndex((item) => isIdentical(item, given.at(0))),
  includes: (self, given) =>
    self.items.some(
      (item) => isIdentical(item, given.at(0)) || (isNaNValue(item) && isNaNValue(given.at(0))),
    ),
  join: (self, given) => {
    const separator = given.isGiven(0) ? given.text(0) : ',';
    const text = self.items
      .map((item) => (isNullish(item) ? '' : textOf(item, given.machine, given.place)))
      .join(separator);
    given.machine.budget.make(text.length, given.place);
    return text;
  },
  slice: (self, given) =>
    like(self, self.items.slice(given.integer(0, 0), given.integer(1, self.items.length)), given),
  subarray: (self, given) =>
    like(self, self.items.slice(given.integer(0, 0), given.integer(1, self.items.length)), given),
  splice: (self, given) => {
    const list = growable(self, given);
    const count = given.integer(1, list.items.length);
    given.machine.budget.make(list.items.length, given.place);
    return new ListValue(list.items.splice(given.integer(0, 0), count, ...given.all.slice(2)));
  },
  concat: (self, given) =>
    like(
      self,
      [...self.items, ...given.all.flatMap((item) => (item instanceof ListValue ? item.items : [item]))],
      given,
    ),
  push: (self, given) => {
    given.machine.budget.make(given.all.length, given.place);
    return growable(self, given).items.push(...given.all);
  },
  unshift: (self, given) => {
    given.machine.budget.make(self.items.length + given.all.length, given.place);
    return growable(self, given).items.unshift(...given.all);
  },
  pop: (self, given) => present(growable(self, given).items.pop()),
  shift: (self, given) => {
    given.machine.budget.make(self.items.length, given.place);
    return present(growable(self, given).items.shift());
  },
  reverse: (self) => {
    self.items.reverse();
    return self;
  },
  sort: (self, given) => {
    self.items = sorted(self, given);
    return self;
  },
  fill: (self, given) => {
    const value = given.at(0);
    given.machine.budget.make(self.items.length, given.place);
    self.items.fill(value, given.integer(1, 0), given.integer(2, self.items.length));
    return self;
  },
  flat: (self, given) => new ListValue(flattened(self.items, given.integer(0, 1), given)),
  flatMap: (self, given) =>
    new ListValue(
      flattened(
        self.items.map((item, at) => given.call(0, item, at, self)),
        1,
        given,
      ),
    ),
  at: (self, given) => present(self.items.at(given.integer(0, 0))),
  keys: (self) => new ListValue(self.items.map((_, at) => at)),
  values: (self) => new ListValue([...self.items]),
  entries: (self) => new ListValue(self.items.map((item, at) => new ListValue([at, item]))),
  toString: (self: ListValue, given: Arguments) => textOf(self, given.machine, given.place),
};

function isNaNValue(value: Value): boolean {
  return typeof value === 'number' && Number.isNaN(value);
}
