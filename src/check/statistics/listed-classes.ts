import * as v from 'valibot';
import { count } from '../report/primitives';
import { same } from './mergeable';
import type { Statistic } from './statistic';

/** Classes of the entries where not every class has its own. */
export const listedClassesStatistic = {
  ...same(
    v.nullable(v.array(count)),
    'With more than 4,096 classes, the classes that have an entry of their own in `losses` and `values.channels`, in ascending order; one more entry holds all others together. They are the most frequent ones, those with the largest cross-entropy, and those whose values differ least. Null if every class has its entry. Reports of shards list all classes of each before they are merged.',
  ),
  /** They are chosen after the pass. */
  start: () => null,
} satisfies Statistic<number[] | null>;
