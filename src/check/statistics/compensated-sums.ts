/** Sums that keep the digits that float64 addition loses (Neumaier 1974). */
export class CompensatedSums {
  private readonly totals: Float64Array;
  /** Rounding error of each total. */
  private readonly lost: Float64Array;

  constructor(readonly length: number) {
    this.totals = new Float64Array(length);
    this.lost = new Float64Array(length);
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

  /** All sums. The loop makes no calls, since it ends before the engine compiles it. */
  values(): Float64Array<ArrayBuffer> {
    const values = new Float64Array(this.length);
    for (let at = 0; at < values.length; at++) {
      values[at] = (this.totals[at] ?? 0) + (this.lost[at] ?? 0);
    }
    return values;
  }

  /** All sums for a record: null for each that overflowed or is not a number. */
  record(): (number | null)[] {
    return finiteNumbers(this.values());
  }
}

/** The numbers as they are in records. A loop, because `Array.from` takes several times as long. */
export function numbersOf(values: Float64Array): number[] {
  const numbers: number[] = [];
  for (let at = 0; at < values.length; at++) {
    numbers.push(values[at] ?? 0);
  }
  return numbers;
}

/** The numbers as they are in records: null for each that is not finite. */
export function finiteNumbers(values: Float64Array): (number | null)[] {
  const numbers: (number | null)[] = [];
  for (let at = 0; at < values.length; at++) {
    const value = values[at] ?? 0;
    numbers.push(Number.isFinite(value) ? value : null);
  }
  return numbers;
}
