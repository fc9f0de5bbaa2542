import { ExpandingHistogram, type Histogram } from './expanding-histogram';
import type { TensorValues } from './tensor-file';

/** What the values of an array are like, taken over all that are finite; null where there is none. */
export interface ArraySummary {
  readonly elements: number;
  readonly nan: number;
  readonly positiveInfinity: number;
  readonly negativeInfinity: number;
  readonly zeros: number;
  readonly minimum: number | null;
  readonly maximum: number | null;
  readonly mean: number | null;
  /** Of the population: divided by the number of values. */
  readonly standardDeviation: number | null;
  readonly histogram: Histogram | null;
}

/** Bars that a histogram has at most. */
const MOST_BARS = 64;
/** Values that are looked at together: as float64, they stay in the processor's nearest cache between two looks. */
const BLOCK_LENGTH = 4_096;

/** Summarises an array in one pass; chunks of any length give the same counts and extrema. */
export class Summary {
  private elements = 0;
  private nan = 0;
  private positiveInfinity = 0;
  private negativeInfinity = 0;
  private zeros = 0;
  private minimum = Number.POSITIVE_INFINITY;
  private maximum = Number.NEGATIVE_INFINITY;
  private mean = 0;
  /** Sum of squared distances from the mean. */
  private squares = 0;
  private integers = true;
  private readonly histogram = new ExpandingHistogram();
  /** Whatever type the values are of, the loops see only this one, for which the engine compiles them. */
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

  /** Counts what is not finite among the first `length` of the block, and moves the others together. */
  private keepFinite(length: number): number {
    const { block } = this;
    let kept = 0;
    for (let index = 0; index < length; index += 1) {
      const value = block[index] ?? 0;
      if (Number.isFinite(value)) {
        block[kept] = value;
        kept += 1;
      } else {
        this.addNonFinite(value);
      }
    }
    return kept;
  }

  private addNonFinite(value: number): void {
    if (Number.isNaN(value)) {
      this.nan += 1;
    } else if (value > 0) {
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

/** Of the first `count` values; the sum is not finite if one of them is not, and then nothing of it can be used. */
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

/** 64-bit integers come as floats as well. */
function isOfFloats(values: TensorValues): boolean {
  return values instanceof Float32Array || values instanceof Float64Array;
}

/** Whether each of the first `count` values is an integer. */
function areIntegers(values: Float64Array, count: number): boolean {
  for (let index = 0; index < count; index += 1) {
    const value = values[index] ?? 0;
    if (Math.floor(value) !== value) {
      return false;
    }
  }
  return true;
}
