import type { StatisticsRecord } from './statistics';

/** Up to so many classes have entries of their own, all of them. */
const MOST_CLASSES = 4_096;
/** The number of classes that are listed for each reason where there are more. */
const LISTED = 500;

type Entries = Pick<StatisticsRecord, 'losses' | 'values' | 'listedClasses'>;

/** Sums up the classes that matter least, so that a record of a large vocabulary stays small. */
export function withListedClasses<Given extends Entries>(statistics: Given): Given {
  const classes = classesOfEntries(statistics);
  return classes.length <= MOST_CLASSES ? statistics : regrouped(statistics, chosen(statistics, classes));
}

/** Two records with entries for the same classes. */
export function withSameClasses<Given extends Entries>(one: Given, other: Given): [Given, Given] {
  if (one.listedClasses === null && other.listedClasses === null) {
    return [one, other];
  }
  const classes = [...new Set([...classesOfEntries(one), ...classesOfEntries(other)])];
  const listed = classes.sort((first, second) => first - second);
  return [regrouped(one, listed), regrouped(other, listed)];
}

/** The class of each entry, without that of all others. */
export function classesOfEntries({
  losses,
  listedClasses,
}: Pick<Entries, 'losses' | 'listedClasses'>): number[] {
  return listedClasses ?? Array.from({ length: losses.counts.length / 2 }, (_, entry) => entry);
}

/** The entry of a class; −1 if it is among the others. */
export function entryOfClass({ listedClasses }: Pick<Entries, 'listedClasses'>, index: number): number {
  return listedClasses === null ? index : listedClasses.indexOf(index);
}

/** The classes that are worth an entry, in ascending order. */
function chosen({ losses, values }: Entries, classes: readonly number[]): number[] {
  const ofClass = (sums: readonly (number | null)[], entry: number) =>
    (sums[2 * entry] ?? 0) + (sums[2 * entry + 1] ?? 0);
  const entries = [...classes.keys()];
  const first = (rank: (entry: number) => number) =>
    entries
      .map((entry) => [rank(entry), classes[entry] ?? 0] as const)
      .filter(([rankOfEntry]) => rankOfEntry > Number.NEGATIVE_INFINITY)
      .sort(([one], [other]) => other - one)
      .slice(0, LISTED)
      .map(([, index]) => index);
  const { minima, maxima, counts } = values.channels;
  const range = (entry: number) => (maxima[entry] ?? Number.POSITIVE_INFINITY) - (minima[entry] ?? 0);
  const ifAny = (amount: number) => (amount > 0 ? amount : Number.NEGATIVE_INFINITY);
  const listed = new Set([
    ...first((entry) => ifAny(losses.counts[2 * entry + 1] ?? 0)),
    ...first((entry) => ifAny(ofClass(losses.crossEntropy, entry))),
    ...first((entry) => ((counts[entry] ?? 0) > 1 ? -range(entry) : Number.NEGATIVE_INFINITY)),
  ]);
  return [...listed].sort((one, other) => one - other);
}

/** The record with entries for these classes, and one for all others. */
function regrouped<Given extends Entries>(statistics: Given, listed: readonly number[]): Given {
  const { losses, values } = statistics;
  const places = new Map(listed.map((index, place) => [index, place]));
  // The entry of the others, if there is one, comes last.
  const targets = [
    ...classesOfEntries(statistics).map((index) => places.get(index) ?? listed.length),
    ...(statistics.listedClasses === null ? [] : [listed.length]),
  ];
  const summed = (sums: readonly (number | null)[], width: 1 | 2) => {
    const result: (number | null)[] = Array.from({ length: width * (listed.length + 1) }, () => 0);
    for (const [at, value] of sums.entries()) {
      const place = width * (targets[Math.floor(at / width)] ?? listed.length) + (at % width);
      const before = result[place] ?? null;
      result[place] = before === null || value === null ? null : before + value;
    }
    return result;
  };
  const counted = (counts: readonly number[], width: 1 | 2) => summed(counts, width).map((one) => one ?? 0);
  const extreme = (extrema: readonly (number | null)[], pick: (one: number, other: number) => number) => {
    const result: (number | null)[] = Array.from({ length: listed.length + 1 }, () => null);
    for (const [at, value] of extrema.entries()) {
      const place = targets[at] ?? listed.length;
      const before = result[place] ?? null;
      result[place] = before === null || value === null ? (before ?? value) : pick(before, value);
    }
    return result;
  };
  const { channels } = values;
  return {
    ...statistics,
    listedClasses: [...listed],
    losses: {
      counts: counted(losses.counts, 2),
      crossEntropy: summed(losses.crossEntropy, 2),
      alphaBalancedCrossEntropy: summed(losses.alphaBalancedCrossEntropy, 2),
      focal: summed(losses.focal, 2),
      focalStar: summed(losses.focalStar, 2),
      focalGradient: summed(losses.focalGradient, 2),
    },
    values: {
      ...values,
      channels: {
        counts: counted(channels.counts, 1),
        minima: extreme(channels.minima, Math.min),
        maxima: extreme(channels.maxima, Math.max),
        sums: summed(channels.sums, 1),
        squares: summed(channels.squares, 1),
      },
    },
  };
}
