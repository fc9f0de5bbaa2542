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
const mostBars = 64;

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

  add(values: TensorValues): void {
    const finiteBefore = this.finite;
    // Local variables: a field that is written for every element costs more than all else.
    let { minimum, maximum, integers } = this;
    let sum = 0;
    let finite = 0;
    let zeros = 0;
    for (let index = 0; index < values.length; index += 1) {
      const value = values[index] ?? Number.NaN;
      if (value - value === 0) {
        minimum = Math.min(minimum, value);
        maximum = Math.max(maximum, value);
        sum += value;
        finite += 1;
        zeros += value === 0 ? 1 : 0;
        integers = integers && Math.floor(value) === value;
      } else {
        this.addNonFinite(value);
      }
    }
    this.elements += values.length;
    this.zeros += zeros;
    this.integers = integers;
    if (finite === 0) {
      return;
    }
    this.minimum = minimum;
    this.maximum = maximum;
    this.addMoments(values, finiteBefore, sum / finite, finite);
    this.histogram.cover(minimum, maximum);
    this.histogram.add(values);
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
      histogram: this.histogram.result(mostBars, this.integers ? 1 : 0) ?? null,
    };
  }

  private get finite(): number {
    return this.elements - this.nan - this.positiveInfinity - this.negativeInfinity;
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

  /** Merges mean and squares of a chunk (Chan, Golub and LeVeque 1983). */
  private addMoments(values: TensorValues, before: number, mean: number, count: number): void {
    let squares = 0;
    for (let index = 0; index < values.length; index += 1) {
      const value = values[index] ?? Number.NaN;
      if (value - value === 0) {
        squares += (value - mean) * (value - mean);
      }
    }
    const total = before + count;
    const distance = mean - this.mean;
    this.mean += (distance * count) / total;
    this.squares += squares + (distance ** 2 * before * count) / total;
  }
}
