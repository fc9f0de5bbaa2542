import type { Posted } from './posted';

/** Most different invalid target values kept. */
export const REMEMBERED_VALUES = 16;

/** The row and channel of a value. */
export interface RowPlace {
  readonly row: number;
  readonly channel: number;
  readonly value: number;
}

/** Counts of the elements that are in no sum, by reason. */
export class LeftOut {
  ignored = 0;
  nonFinite = 0;
  invalidTargets = 0;
  /** Positives whose weight or mask is zero. */
  positivesWithoutWeight = 0;
  /** Rows of one-hot or soft targets whose sum is not one. */
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
    this.rememberInvalid(value, 1);
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

  /** @param later a part of the data after this one: the first places in the file win */
  merge(later: Posted<LeftOut>): void {
    this.ignored += later.ignored;
    this.nonFinite += later.nonFinite;
    this.invalidTargets += later.invalidTargets;
    this.positivesWithoutWeight += later.positivesWithoutWeight;
    this.rowsNotSummingToOne += later.rowsNotSummingToOne;
    this.firstNonFiniteLogit ??= later.firstNonFiniteLogit;
    this.firstNonFiniteTarget ??= later.firstNonFiniteTarget;
    this.firstInvalidTarget ??= later.firstInvalidTarget;
    for (const [value, times] of later.invalidValues) {
      this.rememberInvalid(value, times);
    }
  }

  private rememberInvalid(value: number, times: number): void {
    const seen = this.invalidValues.get(value);
    if (seen !== undefined || this.invalidValues.size < REMEMBERED_VALUES) {
      this.invalidValues.set(value, (seen ?? 0) + times);
    }
  }
}
