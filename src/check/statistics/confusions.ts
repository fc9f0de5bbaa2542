import * as v from 'valibot';
import { COUNTED_PLACES } from '../../numerics/row-segments';
import { count } from '../report/primitives';
import type { TermBlock } from '../terms/term-block';
import { numbersOf } from './compensated-sums';
import { countsByKey, ifAll, type Merged, object, totals } from './mergeable';
import type { Accumulator, CheckedData, Statistic } from './statistic';

/** Most classes and most pairs of classes in a report. */
const MOST_CLASSES = 4_096;
const MOST_PAIRS = 1_000;

const classEntry = v.strictTuple([count, count, count, count, count]);
const pairEntry = v.strictTuple([count, count, count]);

const record = ifAll(
  object({
    places: totals(
      'Number of examples by the place of their target class when the classes are sorted by their logits, the largest first, and between equals the first class first. Five entries for the places 1 to 5, and one for all further places.',
    ),
    classes: countsByKey(
      classEntry,
      1,
      'For each class: its index, the number of examples with this target class, how many of them have it in the first place, how many have it within the first five, and the number of examples of any class that have this class in the first place. A report lists the 4,096 most frequent classes; reports of shards list those of each before they are merged.',
    ),
    pairs: countsByKey(
      pairEntry,
      2,
      'The confusions: a target class, another class in the first place, and the number of examples with both. A report lists the 1,000 most frequent pairs.',
    ),
  }),
  'The classes that take the first place instead of the target class, for a softmax. Examples count one each, whatever their weight is. Null for a sigmoid, for soft targets and in reports of versions that did not count confusions.',
);

export type ConfusionsRecord = NonNullable<Merged<typeof record>>;
type ClassEntry = ConfusionsRecord['classes'][number];
type PairEntry = ConfusionsRecord['pairs'][number];

export const confusionsStatistic = {
  ...record,
  start: ({ interpretation, layout }: Pick<CheckedData, 'interpretation' | 'layout'>) =>
    interpretation.link === 'sigmoid' || interpretation.targets === 'soft'
      ? null
      : new Confusions(layout.channels),
} satisfies Statistic<ConfusionsRecord | null>;

/** Counts the classes that take the first place, by target class. */
export class Confusions implements Accumulator<ConfusionsRecord> {
  /** By place of the target class; the last entry is of all further places. */
  readonly places = new Float64Array(COUNTED_PLACES + 1);
  /** Counts of each class. */
  readonly examples: Float64Array;
  readonly right: Float64Array;
  readonly amongFirst: Float64Array;
  readonly predicted: Float64Array;
  /** By target class · number of classes + predicted class. */
  private readonly pairs = new Map<number, number>();

  constructor(private readonly channels: number) {
    this.examples = new Float64Array(channels);
    this.right = new Float64Array(channels);
    this.amongFirst = new Float64Array(channels);
    this.predicted = new Float64Array(channels);
  }

  addTerms(block: TermBlock): void {
    for (let at = 0; at < block.length; at++) {
      this.addOne(block.target[at] ?? 0, block.topClass[at] ?? 0, block.classesAhead[at] ?? 0);
    }
  }

  /**
   * Adds an example.
   * @param predicted the class in the first place
   * @param ahead number of classes before the target class
   */
  private addOne(target: number, predicted: number, ahead: number): void {
    increment(this.places, Math.min(ahead, COUNTED_PLACES));
    increment(this.examples, target);
    increment(this.predicted, predicted);
    if (ahead < COUNTED_PLACES) {
      increment(this.amongFirst, target);
    }
    if (ahead === 0) {
      increment(this.right, target);
      return;
    }
    this.addPair(target * this.channels + predicted, 1);
  }

  /** @param pair target class · number of classes + predicted class */
  addPair(pair: number, times: number): void {
    this.pairs.set(pair, (this.pairs.get(pair) ?? 0) + times);
  }

  record(): ConfusionsRecord {
    return { places: numbersOf(this.places), classes: this.classEntries(), pairs: this.pairEntries() };
  }

  private classEntries(): ClassEntry[] {
    const entries: ClassEntry[] = [];
    for (let index = 0; index < this.channels; index++) {
      const [examples = 0, predicted = 0] = [this.examples[index], this.predicted[index]];
      if (examples > 0 || predicted > 0) {
        entries.push([index, examples, this.right[index] ?? 0, this.amongFirst[index] ?? 0, predicted]);
      }
    }
    return entries;
  }

  private pairEntries(): PairEntry[] {
    return [...this.pairs]
      .sort(([one], [other]) => one - other)
      .map(([pair, times]) => [Math.floor(pair / this.channels), pair % this.channels, times]);
  }
}

/** Keeps as many classes and pairs as a report has room for. */
export function withListedConfusions<Given extends { readonly confusions: ConfusionsRecord | null }>(
  statistics: Given,
): Given {
  const { confusions } = statistics;
  if (confusions === null) {
    return statistics;
  }
  const { classes, pairs } = confusions;
  return {
    ...statistics,
    confusions: {
      ...confusions,
      classes: mostFrequent(classes, MOST_CLASSES, ([, examples]) => examples),
      pairs: mostFrequent(pairs, MOST_PAIRS, ([, , times]) => times),
    },
  };
}

/** The most frequent entries, the first between equals, in the order in which they are given. */
function mostFrequent<Entry>(
  entries: readonly Entry[],
  most: number,
  countOf: (entry: Entry) => number,
): readonly Entry[] {
  const counts = Float64Array.from(entries, countOf).sort();
  const least = counts.at(-most) ?? 0;
  let equals = most - counts.filter((times) => times > least).length;
  return entries.filter((entry) => countOf(entry) > least || (countOf(entry) === least && equals-- > 0));
}

function increment(counts: Float64Array, at: number): void {
  counts[at] = (counts[at] ?? 0) + 1;
}
