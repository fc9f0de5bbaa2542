import { CompensatedSums } from '../check/statistics/compensated-sums';
import { MAXIMA, MINIMA, SUMS } from '../numerics/row-segments';
import { mergeOddValues, noOddValues, type OddValuesSum } from './inputs/odd-values';
import type { Gathered } from './jobs';
import type { JobRecord } from './run';
import { RowTotals } from './softmax/row-totals';

/**
 * Adds up the results of jobs. They must arrive in the order of the jobs, so that the sums are the same to the bit. The loops
 * are separate small functions, so that V8 optimises the loops alone.
 */
export class JobSums {
  private oddValues: OddValuesSum = noOddValues();
  private readonly rows = new RowTotals();
  private totals: CompensatedSums | null = null;
  private extrema: Float64Array | null = null;
  /** Channels, rounded up to a multiple of four. */
  private readonly padded: number;

  constructor(channels: number) {
    this.padded = 4 * Math.ceil(channels / 4);
  }

  add(record: JobRecord): void {
    if (!('oddValues' in record)) {
      throw new RangeError('This is no record of the kernel.');
    }
    const { oddValues, sums, rows } = record;
    this.oddValues = mergeOddValues(this.oddValues, oddValues);
    if (rows !== undefined) {
      this.rows.merge(rows);
    }
    if (sums === null) {
      return;
    }
    this.totals ??= new CompensatedSums(sums.length);
    this.totals.addAll(sums, SUMS * this.padded);
    this.extrema ??= sums.slice(0, SUMS * this.padded);
    this.addExtrema(this.extrema, sums);
  }

  private addExtrema(extrema: Float64Array, sums: Float64Array): void {
    for (let at = MINIMA * this.padded; at < MAXIMA * this.padded; at++) {
      extrema[at] = Math.min(extrema[at] ?? 0, sums[at] ?? 0);
    }
    for (let at = MAXIMA * this.padded; at < SUMS * this.padded; at++) {
      extrema[at] = Math.max(extrema[at] ?? 0, sums[at] ?? 0);
    }
  }

  gathered(): Omit<Gathered, 'results'> {
    return { oddValues: this.oddValues, sums: this.sums(), rows: this.rows };
  }

  private sums(): Float64Array | null {
    if (this.totals === null || this.extrema === null) {
      return null;
    }
    const sums = this.totals.values();
    sums.set(this.extrema);
    return sums;
  }
}
