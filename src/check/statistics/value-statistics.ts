import type { Batch } from '../input/batches';
import { CompensatedSums } from './compensated-sums';
import { addCounts } from './counts';
import type { Posted } from './posted';

/** The largest finite float16 is 65504. */
const HALF_LIMIT = 65_504;
/** σ(30) differs from 1 by 1e-13, so that the gradient vanishes in float32. */
const SATURATED = 30;

/** Bins for logits: half units over [−64, 64); for probabilities: hundredths of [0, 1]. */
export const VALUE_BINS = {
  logits: { low: -64, high: 64, bins: 256 },
  probabilities: { low: 0, high: 1, bins: 100 },
  'squashed-twice': { low: 0, high: 1, bins: 100 },
} as const;

/** Statistics of the given values, independent of the targets, for each channel. */
export class ValueStatistics {
  notANumber = 0;
  positiveInfinity = 0;
  negativeInfinity = 0;
  saturated = 0;
  beyondHalf = 0;
  below = 0;
  above = 0;
  readonly histogram: Float64Array;
  /** By channel, over the finite values. */
  readonly counts: Float64Array;
  readonly minima: Float64Array;
  readonly maxima: Float64Array;
  readonly sums: CompensatedSums;
  readonly squares: CompensatedSums;

  constructor(
    readonly input: keyof typeof VALUE_BINS,
    readonly channels: number,
  ) {
    this.histogram = new Float64Array(VALUE_BINS[input].bins);
    this.counts = new Float64Array(channels);
    this.minima = new Float64Array(channels).fill(Number.POSITIVE_INFINITY);
    this.maxima = new Float64Array(channels).fill(Number.NEGATIVE_INFINITY);
    this.sums = new CompensatedSums(channels);
    this.squares = new CompensatedSums(channels);
  }

  add(batch: Batch): void {
    const values = batch.rows * this.channels;
    let channel = 0;
    for (let at = 0; at < values; at++) {
      this.addOne(batch.logits[at] ?? Number.NaN, channel);
      if (++channel === this.channels) {
        channel = 0;
      }
    }
  }

  private addOne(value: number, channel: number): void {
    const size = Math.abs(value);
    if (size >= HALF_LIMIT) {
      this.beyondHalf++;
    }
    if (!Number.isFinite(value)) {
      if (Number.isNaN(value)) {
        this.notANumber++;
      } else if (value > 0) {
        this.positiveInfinity++;
      } else {
        this.negativeInfinity++;
      }
      return;
    }
    if (value < (this.minima[channel] ?? 0)) {
      this.minima[channel] = value;
    }
    if (value > (this.maxima[channel] ?? 0)) {
      this.maxima[channel] = value;
    }
    this.addMany(channel, value, value * value, 1);
  }

  /**
   * Adds finite values of a channel to everything but the extrema. All values lie in the same bin of the histogram.
   * @param squares the sum of their squares
   */
  addMany(channel: number, mean: number, squares: number, count: number): void {
    if (Math.abs(mean) > SATURATED) {
      this.saturated += count;
    }
    this.counts[channel] = (this.counts[channel] ?? 0) + count;
    this.sums.add(channel, count * mean);
    this.squares.add(channel, squares);
    this.addToHistogram(mean, count);
  }

  private addToHistogram(value: number, count: number): void {
    const { low, high, bins } = VALUE_BINS[this.input];
    if (value < low) {
      this.below += count;
    } else if (value > high) {
      this.above += count;
    } else {
      const bin = Math.min(bins - 1, Math.floor(((value - low) / (high - low)) * bins));
      this.histogram[bin] = (this.histogram[bin] ?? 0) + count;
    }
  }

  merge(other: Posted<ValueStatistics>): void {
    this.notANumber += other.notANumber;
    this.positiveInfinity += other.positiveInfinity;
    this.negativeInfinity += other.negativeInfinity;
    this.saturated += other.saturated;
    this.beyondHalf += other.beyondHalf;
    this.below += other.below;
    this.above += other.above;
    addCounts(this.histogram, other.histogram);
    addCounts(this.counts, other.counts);
    for (let channel = 0; channel < this.channels; channel++) {
      this.minima[channel] = Math.min(this.minima[channel] ?? 0, other.minima[channel] ?? 0);
      this.maxima[channel] = Math.max(this.maxima[channel] ?? 0, other.maxima[channel] ?? 0);
    }
    this.sums.merge(other.sums);
    this.squares.merge(other.squares);
  }

  /** Null when no value is finite. */
  extent(): { minimum: number; maximum: number; mean: number } | null {
    const count = this.counts.reduce((total, one) => total + one, 0);
    if (count === 0) {
      return null;
    }
    return {
      minimum: this.minima.reduce((least, one) => Math.min(least, one), Number.POSITIVE_INFINITY),
      maximum: this.maxima.reduce((most, one) => Math.max(most, one), Number.NEGATIVE_INFINITY),
      mean: this.sums.toArray().reduce((total, one) => total + one, 0) / count,
    };
  }
}
