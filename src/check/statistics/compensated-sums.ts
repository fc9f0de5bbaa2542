import type { Posted } from './posted';

/**
 * Sums that keep the digits that float64 addition loses (Neumaier 1974). 10⁹ terms cost no digit, and the order of
 * merging shards changes at most the last bit.
 */
export class CompensatedSums {
  readonly totals: Float64Array;
  /** Rounding error of each total. */
  readonly lost: Float64Array;

  constructor(readonly length: number) {
    this.totals = new Float64Array(length);
    this.lost = new Float64Array(length);
  }

  static from(values: readonly number[]): CompensatedSums {
    const sums = new CompensatedSums(values.length);
    sums.totals.set(values);
    return sums;
  }

  add(at: number, value: number): void {
    const total = this.totals[at] ?? 0;
    const next = total + value;
    const error = Math.abs(total) >= Math.abs(value) ? total - next + value : value - next + total;
    this.totals[at] = next;
    this.lost[at] = (this.lost[at] ?? 0) + error;
  }

  /** Adds the values to consecutive sums, from `first` on. */
  addAll(values: Float64Array, first = 0): void {
    for (let at = first; at < this.length; at++) {
      this.add(at, values[at] ?? 0);
    }
  }

  merge({ totals, lost }: Posted<CompensatedSums>): void {
    for (let at = 0; at < this.length; at++) {
      this.add(at, totals[at] ?? 0);
      this.lost[at] = (this.lost[at] ?? 0) + (lost[at] ?? 0);
    }
  }

  at(index: number): number {
    return (this.totals[index] ?? 0) + (this.lost[index] ?? 0);
  }

  /** All sums. The loop makes no calls, since it ends before the engine compiles it. */
  values(): Float64Array<ArrayBuffer> {
    const values = new Float64Array(this.length);
    for (let at = 0; at < values.length; at++) {
      values[at] = (this.totals[at] ?? 0) + (this.lost[at] ?? 0);
    }
    return values;
  }

  toArray(): number[] {
    return [...this.values()];
  }
}
