import { CompensatedSums } from '../check/statistics/compensated-sums';
import { addTallies, type ExceptionTally, emptyTally } from './exceptions';
import type { JobRecord } from './kernel-run';
import { MAXIMA, MINIMA, SUMS } from './row-segments';

/** Adds up what jobs gave in the order of the jobs, in whatever order they end: the sums come out the same to the bit. */
export class JobFold {
  exceptions: ExceptionTally = emptyTally();
  private totals: CompensatedSums | null = null;
  private extrema: Float64Array | null = null;
  private readonly early = new Map<number, JobRecord>();
  private next = 0;

  /** Channels, rounded up to a multiple of four. */
  private readonly padded: number;

  constructor(channels: number) {
    this.padded = 4 * Math.ceil(channels / 4);
  }

  add(number: number, record: JobRecord): void {
    this.early.set(number, record);
    for (;;) {
      const due = this.early.get(this.next);
      if (due === undefined) return;
      this.early.delete(this.next++);
      this.fold(due);
    }
  }

  /** The segments of row-segments.ts; null for logits of one channel. */
  sums(): Float64Array | null {
    if (this.totals === null || this.extrema === null) return null;
    const sums = Float64Array.from(this.totals.toArray());
    sums.set(this.extrema);
    return sums;
  }

  private fold({ exceptions, sums }: JobRecord): void {
    this.exceptions = addTallies(this.exceptions, exceptions);
    if (sums === null) return;
    const { padded } = this;
    this.totals ??= new CompensatedSums(sums.length);
    this.extrema ??= sums.slice(0, SUMS * padded);
    for (let at = MINIMA * padded; at < MAXIMA * padded; at++) {
      this.extrema[at] = Math.min(this.extrema[at] ?? 0, sums[at] ?? 0);
    }
    for (let at = MAXIMA * padded; at < SUMS * padded; at++) {
      this.extrema[at] = Math.max(this.extrema[at] ?? 0, sums[at] ?? 0);
    }
    for (let at = SUMS * padded; at < sums.length; at++) this.totals.add(at, sums[at] ?? 0);
  }
}
