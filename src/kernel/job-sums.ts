import { CompensatedSums } from '../check/statistics/compensated-sums';
import { checkedDataOf, type GatherTask } from '../check/statistics/engine';
import { LeftOut, leftOutRecord, leftOutStatistic } from '../check/statistics/left-out';
import { MarginHistogram } from '../check/statistics/margin-histogram';
import { type Locator, locatorOf } from '../check/statistics/statistic';
import { MAXIMA, MINIMA, SUMS } from '../numerics/row-segments';
import { addOddCounts, noOddCounts } from './inputs/odd-values';
import type { Gathered } from './jobs';
import type { JobRecord } from './run';

/**
 * Adds up the results of jobs. They must arrive in the order of the jobs, so that the sums are the same to the bit. The loops
 * are separate small functions, so that V8 optimises the loops alone.
 */
export class JobSums {
  private readonly oddCounts = noOddCounts();
  private leftOut: Gathered['leftOut'];
  private readonly rowMargins: MarginHistogram[] = [];
  private totals: CompensatedSums | null = null;
  private extrema: Float64Array | null = null;
  private readonly locator: Locator;
  /** Channels, rounded up to a multiple of four. */
  private readonly padded: number;

  constructor(task: GatherTask) {
    this.padded = 4 * Math.ceil(task.layout.channels / 4);
    this.locator = locatorOf(checkedDataOf(task));
    this.leftOut = new LeftOut().record(this.locator);
  }

  add(record: JobRecord): void {
    if (!('oddValues' in record)) {
      throw new RangeError('This is no record of the kernel.');
    }
    const { oddValues, sums, rowMargins } = record;
    addOddCounts(this.oddCounts, oddValues);
    this.leftOut = leftOutStatistic.merge(this.leftOut, leftOutRecord(oddValues.leftOut, this.locator));
    for (const [number, octaves] of rowMargins.entries()) {
      this.rowMargins[number] ??= new MarginHistogram();
      this.rowMargins[number].addAll(octaves);
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
    const { oddCounts, leftOut, rowMargins } = this;
    return { oddCounts, leftOut, sums: this.sums(), rowMargins };
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
