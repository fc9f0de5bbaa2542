/** Most different invalid target values that are remembered. */
const REMEMBERED_VALUES = 16;

export interface Place {
  readonly row: number;
  readonly channel: number;
  readonly value: number;
}

/** The elements that are in no sum, and why. */
export class LeftOut {
  ignored = 0;
  nonFinite = 0;
  invalidTargets = 0;
  firstNonFiniteLogit: Place | null = null;
  firstNonFiniteTarget: Place | null = null;
  firstInvalidTarget: Place | null = null;
  /** Rows of one-hot or soft targets whose sum is not one. */
  rowsNotSummingToOne = 0;
  readonly invalidValues = new Map<number, number>();

  logitNotFinite(elements: number, row: number, channel: number, value: number): void {
    this.nonFinite += elements;
    this.firstNonFiniteLogit ??= { row, channel, value };
  }

  targetNotFinite(elements: number, row: number, channel: number, value: number): void {
    this.nonFinite += elements;
    this.firstNonFiniteTarget ??= { row, channel, value };
  }

  targetInvalid(elements: number, row: number, channel: number, value: number): void {
    this.invalidTargets += elements;
    this.firstInvalidTarget ??= { row, channel, value };
    const seen = this.invalidValues.get(value);
    if (seen !== undefined || this.invalidValues.size < REMEMBERED_VALUES) {
      this.invalidValues.set(value, (seen ?? 0) + elements);
    }
  }

  merge(other: LeftOut): void {
    this.ignored += other.ignored;
    this.nonFinite += other.nonFinite;
    this.invalidTargets += other.invalidTargets;
    this.rowsNotSummingToOne += other.rowsNotSummingToOne;
    this.firstNonFiniteLogit = earlier(this.firstNonFiniteLogit, other.firstNonFiniteLogit);
    this.firstNonFiniteTarget = earlier(this.firstNonFiniteTarget, other.firstNonFiniteTarget);
    this.firstInvalidTarget = earlier(this.firstInvalidTarget, other.firstInvalidTarget);
    for (const [value, times] of other.invalidValues) {
      this.invalidValues.set(value, (this.invalidValues.get(value) ?? 0) + times);
    }
  }
}

function earlier(one: Place | null, other: Place | null): Place | null {
  if (one === null || other === null) return one ?? other;
  return other.row < one.row || (other.row === one.row && other.channel < one.channel) ? other : one;
}
