/** Bars of equal width, the first of which begins at `start`. */
export interface Histogram {
  readonly start: number;
  readonly binWidth: number;
  readonly counts: readonly number[];
}

const BINS = 2_048;
/** Powers of two that neither as a width nor as its inverse leave float64; the last covers all of it. */
const SMALLEST_EXPONENT = -1_000;
const LARGEST_EXPONENT = 1_015;

/**
 * A histogram of values whose range is not known before: bins are powers of two wide and are merged in pairs when a
 * value lies outside, so counts stay exact and one pass over the data is enough.
 */
export class ExpandingHistogram {
  private exponent: number | undefined;
  /** Index of the first bin, in bins from 0. */
  private offset = 0;
  private counts = new Float64Array(BINS);
  private minimum = Number.POSITIVE_INFINITY;
  private maximum = Number.NEGATIVE_INFINITY;

  /** Makes room for values from `minimum` to `maximum`, which are finite. To be called before `add`. */
  cover(minimum: number, maximum: number): void {
    this.minimum = Math.min(this.minimum, minimum);
    this.maximum = Math.max(this.maximum, maximum);
    const span = this.maximum / BINS - this.minimum / BINS;
    const wanted = span > 0 ? Math.ceil(Math.log2(span)) + 1 : Math.log2(Math.abs(this.maximum) || 1) - 20;
    const largest = Math.max(Math.abs(this.minimum), Math.abs(this.maximum));
    // The edges of finer bins would not be numbers of float64.
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

  /** Counts the first `count` values, all of which are finite. */
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
    // No product is too small for float64.
    for (let index = 0; index < count; index += 1) {
      const bin = (Math.floor((values[index] ?? 0) * perBin) - offset) | 0;
      counts[bin] = (counts[bin] ?? 0) + 1;
    }
  }

  /**
   * The bins that are in use, merged to at most `most`.
   * @param narrowest least width of a bar: 1 for integers
   */
  result(most: number, narrowest = 0): Histogram | undefined {
    if (this.minimum > this.maximum) {
      return undefined;
    }
    const last = binOf(this.maximum, 1 / this.width) - this.offset;
    const merged = Math.max(1, Math.ceil((last + 1) / most), Math.ceil(narrowest / this.width));
    // Bars of integers begin at integers, others where the first bin in use does.
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
    // An index is below 2^53, so a larger factor leaves only its sign; the power itself may be infinite.
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

/** Index of the bin that holds a value; a product that is too small for float64 keeps its sign. */
function binOf(value: number, perBin: number): number {
  const bin = Math.floor(value * perBin);
  return bin === 0 && value < 0 ? -1 : bin;
}
