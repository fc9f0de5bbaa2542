/** Bars of equal width; the first begins at `start`. */
export interface Histogram {
  readonly start: number;
  readonly binWidth: number;
  readonly counts: readonly number[];
}

const BINS = 2_048;
/** Exponents of bin widths: both 2^e and 2^-e fit into float64, and bins of the largest width cover all of float64. */
const SMALLEST_EXPONENT = -1_000;
const LARGEST_EXPONENT = 1_015;

/**
 * A histogram of values whose range is unknown beforehand. The width of a bin is a power of two, and bins are merged in
 * pairs when a value lies outside, so that one pass over the data gives exact counts.
 */
export class ExpandingHistogram {
  private exponent: number | undefined;
  /** Index of the first bin; bin 0 begins at 0. */
  private offset = 0;
  private counts = new Float64Array(BINS);
  private minimum = Number.POSITIVE_INFINITY;
  private maximum = Number.NEGATIVE_INFINITY;

  /** Makes room for values from `minimum` to `maximum`, both finite. Call it before `add`. */
  cover(minimum: number, maximum: number): void {
    this.minimum = Math.min(this.minimum, minimum);
    this.maximum = Math.max(this.maximum, maximum);
    const span = this.maximum / BINS - this.minimum / BINS;
    const wanted = span > 0 ? Math.ceil(Math.log2(span)) + 1 : Math.log2(Math.abs(this.maximum) || 1) - 20;
    const largest = Math.max(Math.abs(this.minimum), Math.abs(this.maximum));
    // Float64 cannot represent the edges of finer bins.
    const finest = Math.max(SMALLEST_EXPONENT, Math.floor(Math.log2(largest || 1)) - 51);
    const clamped = Math.max(finest, Math.min(LARGEST_EXPONENT, Math.floor(wanted)));
    if (this.exponent === undefined) {
      this.exponent = clamped;
      this.offset = binOf(this.minimum, 1 / this.width);
      return;
    }
    const exponent = Math.max(this.exponent, clamped);
    const offset = binOf(this.minimum, 1 / 2 ** exponent);
    if (exponent !== this.exponent || offset !== this.offset) {
      this.rebin(exponent, offset);
    }
  }

  /** Counts the first `count` values, which must be finite. */
  add(values: Float64Array, count: number): void {
    const { counts, offset } = this;
    const perBin = 1 / this.width;
    if (perBin < 1) {
      for (let index = 0; index < count; index += 1) {
        const bin = binOf(values[index] ?? 0, perBin) - offset;
        counts[bin] = (counts[bin] ?? 0) + 1;
      }
      return;
    }
    // No product underflows here.
    for (let index = 0; index < count; index += 1) {
      const bin = (Math.floor((values[index] ?? 0) * perBin) - offset) | 0;
      counts[bin] = (counts[bin] ?? 0) + 1;
    }
  }

  /**
   * The bins in use, merged until there are at most `most`.
   * @param narrowest least width of a bar: 1 for integers
   */
  result(most: number, narrowest = 0): Histogram | undefined {
    if (this.minimum > this.maximum) {
      return undefined;
    }
    const last = binOf(this.maximum, 1 / this.width) - this.offset;
    const merged = Math.max(1, Math.ceil((last + 1) / most), Math.ceil(narrowest / this.width));
    // Bars of integers begin at integers, other bars begin with the first bin in use.
    const skipped = narrowest > 0 ? ((this.offset % merged) + merged) % merged : 0;
    const counts: number[] = new Array(Math.floor((last + skipped) / merged) + 1).fill(0);
    for (let bin = 0; bin <= last; bin += 1) {
      const bar = Math.floor((bin + skipped) / merged);
      counts[bar] = (counts[bar] ?? 0) + (this.counts[bin] ?? 0);
    }
    return { start: (this.offset - skipped) * this.width, binWidth: merged * this.width, counts };
  }

  private get width(): number {
    return 2 ** (this.exponent ?? 0);
  }

  private rebin(exponent: number, offset: number): void {
    // An index is below 2^53, so any factor above 2^53 leaves only the sign of the index. The limit keeps the power finite.
    const factor = 2 ** Math.min(60, exponent - (this.exponent ?? exponent));
    const counts = new Float64Array(BINS);
    for (const [bin, count] of this.counts.entries()) {
      if (count > 0) {
        const target = Math.floor((this.offset + bin) / factor) - offset;
        counts[target] = (counts[target] ?? 0) + count;
      }
    }
    this.exponent = exponent;
    this.offset = offset;
    this.counts = counts;
  }
}

/** Index of the bin that holds a value. A product that underflows keeps its sign. */
function binOf(value: number, perBin: number): number {
  const bin = Math.floor(value * perBin);
  return bin === 0 && value < 0 ? -1 : bin;
}
