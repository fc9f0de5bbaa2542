import { ExpandingHistogram, type Histogram } from './expanding-histogram';
import type { TensorValues } from './tensor-file';

/** Statistics of the finite values of an array; null where there is no finite value. */
export interface ArraySummary {
  readonly elements: number;
  readonly nan: number;
  readonly positiveInfinity: number;
  readonly negativeInfinity: number;
  /** Places in C order of the first NaN and of the first infinite value; null where there is none. */
  readonly firstNan: number | null;
  readonly firstInfinite: number | null;
  readonly zeros: number;
  readonly minimum: number | null;
  readonly maximum: number | null;
  readonly mean: number | null;
  /** Standard deviation of the population: divided by the number of values. */
  readonly standardDeviation: number | null;
  readonly histogram: Histogram | null;
}

/** Most bars of a histogram. */
const MOST_BARS = 64;
/** Values per block. As float64 a block fits into the first cache, where two loops read it. */
const BLOCK_LENGTH = 4_096;

/** Summarises an array in one pass. Counts and extrema do not depend on the length of the chunks. */
export class Summary {
  private elements = 0;
  private nan = 0;
  private positiveInfinity = 0;
  private negativeInfinity = 0;
  private firstNan: number | null = null;
  private firstInfinite: number | null = null;
  private zeros = 0;
  private minimum = Number.POSITIVE_INFINITY;
  private maximum = Number.NEGATIVE_INFINITY;
  private mean = 0;
  /** Sum of squared distances from the mean. */
  private squares = 0;
  private integers = true;
  private readonly histogram = new ExpandingHistogram();
  /** Values of every type are copied here first, so that the engine compiles the loops for one type. */
  private readonly block = new Float64Array(BLOCK_LENGTH);

  add(values: TensorValues): void {
    for (let start = 0; start < values.length; start += BLOCK_LENGTH) {
      this.addBlock(values.subarray(start, start + BLOCK_LENGTH));
    }
  }

  result(): ArraySummary {
    const some = this.finite > 0;
    return {
      elements: this.elements,
      nan: this.nan,
      positiveInfinity: this.positiveInfinity,
      negativeInfinity: this.negativeInfinity,
      firstNan: this.firstNan,
      firstInfinite: this.firstInfinite,
      zeros: this.zeros,
      minimum: some ? this.minimum : null,
      maximum: some ? this.maximum : null,
      mean: some ? this.mean : null,
      standardDeviation: some ? Math.sqrt(this.squares / this.finite) : null,
      histogram: this.histogram.result(MOST_BARS, this.integers ? 1 : 0) ?? null,
    };
  }

  private get finite(): number {
    return this.elements - this.nan - this.positiveInfinity - this.negativeInfinity;
  }

  private addBlock(values: TensorValues): void {
    this.block.set(values);
    const before = this.finite;
    let count = values.length;
    let measures = measure(this.block, count);
    if (!Number.isFinite(measures.sum)) {
      count = this.keepFinite(count);
      measures = measure(this.block, count);
    }
    this.elements += values.length;
    if (count === 0) {
      return;
    }
    this.minimum = Math.min(this.minimum, measures.minimum);
    this.maximum = Math.max(this.maximum, measures.maximum);
    this.zeros += measures.zeros;
    this.integers &&= !isOfFloats(values) || areIntegers(this.block, count);
    this.addMoments(before, measures.sum / count, count);
    this.histogram.cover(measures.minimum, measures.maximum);
    this.histogram.add(this.block, count);
  }

  /** Counts the values among the first `length` of the block that are not finite, and closes the gaps. */
  private keepFinite(length: number): number {
    const { block } = this;
    let kept = 0;
    for (let index = 0; index < length; index += 1) {
      const value = block[index] ?? 0;
      if (Number.isFinite(value)) {
        block[kept] = value;
        kept += 1;
      } else {
        this.addNonFinite(value, this.elements + index);
      }
    }
    return kept;
  }

  private addNonFinite(value: number, place: number): void {
    if (Number.isNaN(value)) {
      this.nan += 1;
      this.firstNan ??= place;
      return;
    }
    this.firstInfinite ??= place;
    if (value > 0) {
      this.positiveInfinity += 1;
    } else {
      this.negativeInfinity += 1;
    }
  }

  /** Merges mean and squares of a block of `count` values with those of the `before` values before it. */
  private addMoments(before: number, mean: number, count: number): void {
    const { block } = this;
    let squares = 0;
    for (let index = 0; index < count; index += 1) {
      const distance = (block[index] ?? 0) - mean;
      squares += distance * distance;
    }
    // Chan, Golub and LeVeque 1983.
    const total = before + count;
    const distance = mean - this.mean;
    this.mean += (distance * count) / total;
    this.squares += squares + (distance ** 2 * before * count) / total;
  }
}

/** Measures the first `count` values. If one of them is not finite, neither is the sum, and no result can be used. */
function measure(values: Float64Array, count: number) {
  let minimum = Number.POSITIVE_INFINITY;
  let maximum = Number.NEGATIVE_INFINITY;
  let sum = 0;
  let zeros = 0;
  for (let index = 0; index < count; index += 1) {
    const value = values[index] ?? 0;
    minimum = Math.min(minimum, value);
    maximum = Math.max(maximum, value);
    if (value === 0) {
      zeros += 1;
    }
    sum += value;
  }
  return { minimum, maximum, sum, zeros };
}

/** True for float types. 64-bit integers are decoded as floats as well. */
function isOfFloats(values: TensorValues): boolean {
  return values instanceof Float32Array || values instanceof Float64Array;
}

/** True if each of the first `count` values is an integer. */
function areIntegers(values: Float64Array, count: number): boolean {
  for (let index = 0; index < count; index += 1) {
    const value = values[index] ?? 0;
    if (Math.floor(value) !== value) {
      return false;
    }
  }
  return true;
}
