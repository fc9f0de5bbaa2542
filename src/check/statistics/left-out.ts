import * as v from 'valibot';
import { count, described } from '../report/primitives';
import { first, type Merged, object, occurrences, total } from './mergeable';
import type { Accumulator, Locator, Statistic } from './statistic';

/** Most different invalid target values kept. */
const REMEMBERED_VALUES = 16;

const placeSchema = v.object({
  file: described(v.string(), 'The file of the logits.'),
  index: described(v.array(count), 'Index into the logits, one number per axis.'),
  value: described(v.string(), 'The value as text, since JSON has no NaN.'),
});

const record = object(
  {
    ignored: total('Elements whose target is the ignored one, or whose weight or mask is zero.'),
    nonFinite: total('Elements whose logit, target or weight is NaN or infinite.'),
    invalidTargets: total('Elements whose target is not one that the interpretation allows.'),
    rowsNotSummingToOne: total(
      'Rows of one-hot or soft targets whose sum is not one; they count as invalid targets as well.',
    ),
    firstNonFiniteLogit: first(placeSchema, 'The first value without a finite logit.'),
    firstNonFiniteTarget: first(placeSchema, 'The first target that is NaN or infinite.'),
    firstInvalidTarget: first(placeSchema, 'The first target that is not allowed.'),
    invalidValues: occurrences(
      REMEMBERED_VALUES,
      'The first different values of invalid targets, no more than `x-most`, and how often each occurs.',
    ),
    positivesWithoutWeight: total('Positives whose weight or mask is zero.'),
  },
  'Elements that are in no other statistic than `values`, each for the first of these reasons that applies: its target is ignored, not finite or invalid, its logit or weight is not finite, its weight is zero.',
);

export type LeftOutRecord = Merged<typeof record>;

/** The place where an element was first seen. */
export type Place = v.InferOutput<typeof placeSchema>;

export const leftOutStatistic = {
  ...record,
  start: () => new LeftOut(),
} satisfies Statistic<LeftOutRecord>;

/** The row and channel of a value. */
export interface RowPlace {
  readonly row: number;
  readonly channel: number;
  readonly value: number;
}

/** Counts of the elements that are in no sum, by reason. Plain data, so that they can be posted. */
export interface LeftOutCounts {
  readonly ignored: number;
  readonly nonFinite: number;
  readonly invalidTargets: number;
  /** Positives whose weight or mask is zero. */
  readonly positivesWithoutWeight: number;
  /** Rows of one-hot or soft targets whose sum is not one. */
  readonly rowsNotSummingToOne: number;
  readonly firstNonFiniteLogit: RowPlace | null;
  readonly firstNonFiniteTarget: RowPlace | null;
  readonly firstInvalidTarget: RowPlace | null;
  readonly invalidValues: ReadonlyMap<number, number>;
}

/** Counts the elements that are left out. */
export class LeftOut implements LeftOutCounts, Accumulator<LeftOutRecord> {
  ignored = 0;
  nonFinite = 0;
  invalidTargets = 0;
  positivesWithoutWeight = 0;
  rowsNotSummingToOne = 0;
  firstNonFiniteLogit: RowPlace | null = null;
  firstNonFiniteTarget: RowPlace | null = null;
  firstInvalidTarget: RowPlace | null = null;
  readonly invalidValues = new Map<number, number>();

  logitNotFinite(row: number, channel: number, value: number): void {
    this.nonFinite++;
    this.firstNonFiniteLogit ??= { row, channel, value };
  }

  targetNotFinite(row: number, channel: number, value: number): void {
    this.nonFinite++;
    this.firstNonFiniteTarget ??= { row, channel, value };
  }

  targetInvalid(row: number, channel: number, value: number): void {
    this.invalidTargets++;
    this.firstInvalidTarget ??= { row, channel, value };
    const seen = this.invalidValues.get(value);
    if (seen !== undefined || this.invalidValues.size < REMEMBERED_VALUES) {
      this.invalidValues.set(value, (seen ?? 0) + 1);
    }
  }

  weightNotFinite(): void {
    this.nonFinite++;
  }

  withoutWeight(isPositive: boolean): void {
    this.ignored++;
    if (isPositive) {
      this.positivesWithoutWeight++;
    }
  }

  record(locator: Locator): LeftOutRecord {
    return leftOutRecord(this, locator);
  }
}

export function leftOutRecord(counts: LeftOutCounts, locator: Locator): LeftOutRecord {
  const place = (seen: RowPlace | null) => (seen === null ? null : placeOf(seen, locator));
  return {
    ignored: counts.ignored,
    nonFinite: counts.nonFinite,
    invalidTargets: counts.invalidTargets,
    rowsNotSummingToOne: counts.rowsNotSummingToOne,
    firstNonFiniteLogit: place(counts.firstNonFiniteLogit),
    firstNonFiniteTarget: place(counts.firstNonFiniteTarget),
    firstInvalidTarget: place(counts.firstInvalidTarget),
    invalidValues: [...counts.invalidValues],
    positivesWithoutWeight: counts.positivesWithoutWeight,
  };
}

function placeOf({ row, channel, value }: RowPlace, locator: Locator): Place {
  return { file: locator.file, index: locator.indexOfValue(row, channel), value: String(value) };
}
