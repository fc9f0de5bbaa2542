import * as v from 'valibot';
import { count, optionalNumber } from '../report/primitives';

/** The values of two parts of the data become the value of both in one of these ways. */
export const MERGE_RULES = {
  sum: 'The sum, entry by entry in arrays. Null stands for a sum that overflowed, and gives null.',
  least: 'The smaller value, entry by entry in arrays. Null stands for no value.',
  largest: 'The larger value, entry by entry in arrays. Null stands for no value.',
  first: 'The value of the earlier part, or that of the later one if it is null.',
  same: 'Both parts have the same value.',
  top: 'The entries of both parts, the largest by `x-by` first, those of the earlier part first between equals, and no more than `x-most`.',
  sumByKey:
    'Entries with the same first number, or the same first `x-key` numbers, become one, whose other numbers are the sums.',
  sumOfCommon: 'The sums of the entries that both parts have.',
  sumOfBins:
    'Entry i of `counts` is of bin `first` + i. The sums, bin by bin, from the first bin that is not zero to the last; `first` is 0 where there is none.',
  commonByKey:
    'The entries of which both parts have one with the same `x-key`, in ascending order, each merged.',
  ifAny: 'Null if both are null, the only value if one is null, otherwise both merged.',
  ifAll: 'Null if one of them is null, otherwise both merged.',
} as const;

/** Type, description and merge rule of a value in the record of a statistic. */
export interface Mergeable<Value> {
  readonly schema: v.GenericSchema<Value>;
  /** @param later of a part of the data after that of `one` */
  merge(one: Value, later: Value): Value;
}

/** The type of what a `Mergeable` merges. */
export type Merged<Rule> = Rule extends Mergeable<infer Value> ? Value : never;

/** A value's part of the JSON schema: its description, and keys that begin with `x-`. */
export type About = string | { readonly description: string; readonly [key: `x-${string}`]: unknown };

/** A value with a rule of its own. */
export function mergeable<Value>(
  schema: v.GenericSchema<Value>,
  rule: keyof typeof MERGE_RULES,
  about: About,
  merge: (one: Value, later: Value) => Value,
): Mergeable<Value> {
  return { schema: v.pipe(schema, v.metadata({ ...keysOf(about), 'x-merge': rule })), merge };
}

function keysOf(about: About) {
  return typeof about === 'string' ? { description: about } : about;
}

type OptionalNumbers = (number | null)[];

/** A count: a whole number. */
export function total(about: About): Mergeable<number> {
  return mergeable(count, 'sum', about, (one, later) => one + later);
}

/** Counts: whole numbers. */
export function totals(about: About): Mergeable<number[]> {
  return mergeable(v.array(count), 'sum', about, added);
}

/** A sum that cannot overflow. */
export function finiteSum(about: About): Mergeable<number> {
  return mergeable(v.number(), 'sum', about, (one, later) => one + later);
}

/** Sums that cannot overflow. */
export function finiteSums(about: About): Mergeable<number[]> {
  return mergeable(v.array(v.number()), 'sum', about, added);
}

/** A sum; null if it overflowed. */
export function sum(about: About): Mergeable<number | null> {
  return mergeable(optionalNumber, 'sum', about, sumOrNull);
}

/** Sums; null for each that overflowed. */
export function sums(about: About): Mergeable<OptionalNumbers> {
  return mergeable(v.array(optionalNumber), 'sum', about, addedOrNull);
}

/** Smallest values; null for each that does not exist. */
export function least(about: About): Mergeable<OptionalNumbers> {
  return mergeable(v.array(optionalNumber), 'least', about, (one, later) => picked(one, later, Math.min));
}

/** Largest values; null for each that does not exist. */
export function largest(about: About): Mergeable<OptionalNumbers> {
  return mergeable(v.array(optionalNumber), 'largest', about, (one, later) => picked(one, later, Math.max));
}

/** The largest of numbers that always exist. */
export function largestNumber(about: About): Mergeable<number> {
  return mergeable(v.number(), 'largest', about, Math.max);
}

/** Something that is kept where it is met first; null before. */
export function first<Value>(schema: v.GenericSchema<Value>, about: About): Mergeable<Value | null> {
  return mergeable(v.nullable(schema), 'first', about, (one, later) => one ?? later);
}

/** Something that all parts of the data have in common. */
export function same<Value>(schema: v.GenericSchema<Value>, about: About): Mergeable<Value> {
  return mergeable(schema, 'same', about, (one) => one);
}

/** The entries with the largest number of some name, in descending order. */
export function top<Key extends string, Entry extends Readonly<Record<Key, number>>>(
  schema: v.GenericSchema<Entry>,
  by: Key,
  most: number,
  description: string,
): Mergeable<Entry[]> {
  const about = { description, 'x-by': by, 'x-most': most };
  return mergeable(v.array(schema), 'top', about, (one, later) =>
    [...one, ...later].sort((earlier, other) => other[by] - earlier[by]).slice(0, most),
  );
}

/** Counts of different values, as pairs in the order in which they were met, of no more than a number of values. */
export function occurrences(most: number, description: string): Mergeable<[number, number][]> {
  const about = { description, 'x-most': most };
  return mergeable(v.array(v.tuple([v.number(), count])), 'sumByKey', about, (one, later) => {
    const merged = new Map(one);
    for (const [value, times] of later) {
      merged.set(value, (merged.get(value) ?? 0) + times);
    }
    return [...merged].slice(0, most);
  });
}

/**
 * Counts by one number or several, as entries in the ascending order of those numbers: the numbers, then their counts.
 * @param keyLength how many numbers of an entry are no counts
 */
export function countsByKey<Entry extends number[]>(
  entry: v.GenericSchema<Entry>,
  keyLength: number,
  description: string,
): Mergeable<Entry[]> {
  const about = { description, 'x-key': keyLength } as const;
  const order = (first: Entry, second: Entry) => {
    let at = 0;
    while (at < keyLength - 1 && first[at] === second[at]) {
      at++;
    }
    return (first[at] ?? 0) - (second[at] ?? 0);
  };
  return mergeable(v.array(entry), 'sumByKey', about, (one, later) => {
    const merged: Entry[] = [];
    for (const next of [...one, ...later].sort(order)) {
      const before = merged.at(-1);
      if (before === undefined || order(before, next) !== 0) {
        // A copy has as many numbers.
        merged.push(next.slice() as Entry);
      } else {
        addCounts(before, next, keyLength);
      }
    }
    return merged;
  });
}

/** Counts by name. A name that one part does not have is unknown for both together. */
export function totalsByName<Entries extends Readonly<Record<string, number>>>(
  schema: v.GenericSchema<Entries>,
  about: About,
): Mergeable<Entries> {
  return mergeable(schema, 'sumOfCommon', about, (one, later) => {
    const others = new Map(Object.entries(later));
    const common = Object.entries(one).flatMap(([name, amount]) => {
      const more = others.get(name);
      return more === undefined ? [] : [[name, amount + more] as const];
    });
    return Object.fromEntries(common) as Entries;
  });
}

/** Null in each part of the data that has no such value. The rest of the data still has one. */
export function ifAny<Value>({ schema, merge }: Mergeable<Value>, about: About): Mergeable<Value | null> {
  return mergeable(v.nullable(schema), 'ifAny', about, (one, later) =>
    one === null || later === null ? (one ?? later) : merge(one, later),
  );
}

/** Null in each part of the data that has no such value. The whole then has none either. */
export function ifAll<Value>({ schema, merge }: Mergeable<Value>, about: About): Mergeable<Value | null> {
  return mergeable(v.nullable(schema), 'ifAll', about, (one, later) =>
    one === null || later === null ? null : merge(one, later),
  );
}

type Rules = Readonly<Record<string, Mergeable<unknown>>>;

export type MergedEach<Entries extends Rules> = { -readonly [Name in keyof Entries]: Merged<Entries[Name]> };

/** An object whose entries merge each by its own rule. */
export function object<Entries extends Rules>(
  entries: Entries,
  about?: About,
): Mergeable<MergedEach<Entries>> {
  const rules = Object.entries(entries);
  const plain = v.object(Object.fromEntries(rules.map(([name, { schema }]) => [name, schema])));
  const schema = about === undefined ? plain : v.pipe(plain, v.metadata(keysOf(about)));
  return {
    // The compiler does not follow types by name through `Object.fromEntries`.
    schema: schema as unknown as v.GenericSchema<MergedEach<Entries>>,
    merge: (one, later) => mergeEntries(entries, one, later),
  };
}

/** Merges the entries of two objects that have the same ones of those with a rule. */
export function mergeEntries<Entries extends Rules, Values extends Partial<MergedEach<Entries>>>(
  entries: Entries,
  one: Values,
  later: Values,
): Values {
  const others = new Map<string, unknown>(Object.entries(later));
  const merged = Object.entries(one).map(([name, value]) => [
    name,
    entries[name]?.merge(value, others.get(name)),
  ]);
  return Object.fromEntries(merged) as Values;
}

// Loops, since `map` with a function that may return null allocates each number by itself: a softmax of 30,000 classes has
// half a million numbers in each part.

function added(one: readonly number[], later: readonly number[]): number[] {
  const sums: number[] = [];
  for (let at = 0; at < one.length; at++) {
    sums.push((one[at] ?? 0) + (later[at] ?? 0));
  }
  return sums;
}

function addedOrNull(one: OptionalNumbers, later: OptionalNumbers): OptionalNumbers {
  const sums: OptionalNumbers = [];
  for (let at = 0; at < one.length; at++) {
    const value = one[at] ?? null;
    const its = later[at] ?? null;
    sums.push(value === null || its === null ? null : value + its);
  }
  return sums;
}

/** Adds the counts of an entry to those of one with the same key. */
function addCounts(sums: number[], more: readonly number[], keyLength: number): void {
  for (let at = keyLength; at < sums.length; at++) {
    sums[at] = (sums[at] ?? 0) + (more[at] ?? 0);
  }
}

function sumOrNull(one: number | null, later: number | null): number | null {
  return one === null || later === null ? null : one + later;
}

function picked(
  one: OptionalNumbers,
  later: OptionalNumbers,
  pick: (first: number, second: number) => number,
): OptionalNumbers {
  return one.map((value, at) => {
    const its = later[at] ?? null;
    return value === null || its === null ? (value ?? its) : pick(value, its);
  });
}
