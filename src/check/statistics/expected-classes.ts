import { finiteSums, ifAll, type Merged, object } from './mergeable';
import type { Statistic } from './statistic';

/** More classes have no expected counts, since a record has an entry for each. */
export const MOST_EXPECTED_CLASSES = 4_096;

const record = ifAll(
  object({
    counts: finiteSums('Σ p of each class over all examples, or over a sample and scaled up to all.'),
    variances: finiteSums('Variance of each of these sums that the sampling leaves; 0 without sampling.'),
  }),
  'The number of examples of each class that the probabilities of a softmax foretell. Null for a sigmoid, for soft targets, with more than 4,096 classes, and in reports of versions that did not count them.',
);

export type ExpectedClassesRecord = NonNullable<Merged<typeof record>>;

export const expectedClassesStatistic = {
  ...record,
  /** They are counted after the pass. */
  start: () => null,
} satisfies Statistic<ExpectedClassesRecord | null>;
