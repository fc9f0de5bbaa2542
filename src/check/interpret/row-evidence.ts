import type { TensorValues } from '../../tensor/tensor-file';
import { type ArraySource, batches } from '../input/batches';
import { layoutOf } from '../input/layout';

/** Shows what rows along a supposed class axis are: how many of them support each reading of the values. */
export interface RowEvidence {
  /** Rows without NaN and +Infinity. */
  readonly rows: number;
  /** Rows of values in [0, 1] that sum to one, as exactly as the values are rounded. */
  readonly summing: number;
  /** Rows of values in [0, 100] that sum to 100. */
  readonly summingToHundred: number;
  /** Rows in which every value is zero. */
  readonly zeros: number;
  /** Rows whose exponentials sum to one. */
  readonly logSumming: number;
  /** True if each class sums to one over all examples, as after a softmax over the wrong axis. */
  readonly columnsSum: boolean;
  /** Values so far below the largest of their row that they can only be a mask, and rows with one. */
  readonly masked: number;
  readonly maskedRows: number;
  /** Cross-entropy of index targets if the values are logits; NaN without such targets. */
  readonly crossEntropy: { readonly mean: number; readonly standardError: number };
}

/** Values looked at: all of most arrays. The first batch is enough where it shows clearly that the values are logits. */
const MOST_VALUES = 4_194_304;
/** Fewest rows that show it clearly, and the largest shares of rows that sum to one and of rows inside [0, 1]. */
const CLEAR = { rows: 256, summing: 0.1, inside: 0.5 };
const LOG_TOLERANCE = 0.01;
/** The largest distance of a sum of whole percentages from a hundred, as a share of a hundred. */
const PERCENT_TOLERANCE = 0.02;
/** Rounding of a probability beyond [0, 1]. */
const OUTSIDE = 1e-4;
/** A logit below this, and as far below the largest of its row, is a mask: −10⁴, −10⁹, the least of a type, −Infinity. */
const MASK = -9_000;

/** Looks at rows of logits along an axis; null without a row. */
export async function rowEvidence(
  logits: ArraySource,
  targets: ArraySource,
  classAxis: number,
  isElementwise: boolean,
  signal?: AbortSignal,
): Promise<RowEvidence | null> {
  const layout = layoutOf(logits.array.shape, { link: 'softmax', classAxis }, isElementwise);
  let tally: RowTally | undefined;
  for await (const { logits: values, targets: labels } of batches({ logits, targets }, layout, signal)) {
    tally ??= new RowTally(layout.channels, sumTolerance(values, layout.channels, logits.array.dtype));
    tally.add(values, isElementwise ? null : labels);
    if (tally.values >= MOST_VALUES || tally.areClearlyLogits()) {
      break;
    }
  }
  return tally?.result(tally.values === logits.array.elements) ?? null;
}

/**
 * Returns how far the sum of a row may be from one: by float16 rounding of a thousand classes, by bfloat16, and by half a
 * unit of the last decimal in each class.
 */
function sumTolerance(values: TensorValues, channels: number, dtype: string): number {
  const few = values.subarray(0, 4096);
  // A decimal that float16 rounds is no longer one.
  const rounding = dtype === 'float16' ? 2 ** -11 : 0;
  const decimals = [1, 2, 3, 4].find((digits) =>
    few.every((value) => {
      const scaled = value * 10 ** digits;
      return Math.abs(scaled - Math.round(scaled)) < 1e-3 + Math.abs(scaled) * rounding;
    }),
  );
  const bits = new Float32Array(1);
  const isShort = few.every((value) => {
    bits[0] = value;
    return bits[0] === value && (new Uint32Array(bits.buffer)[0] ?? 1) % 65_536 === 0;
  });
  const byType = isShort || dtype === 'bfloat16' ? 8e-3 : 1e-3;
  return byType + (decimals === undefined ? 0 : Math.min(0.1, 0.5 * channels * 10 ** -decimals));
}

class RowTally {
  values = 0;
  private rows = 0;
  private inside = 0;
  private summing = 0;
  private summingToHundred = 0;
  private zeros = 0;
  private logSumming = 0;
  private masked = 0;
  private maskedRows = 0;
  private losses = 0;
  private lossSum = 0;
  private lossSquares = 0;
  private readonly columns: Float64Array;

  constructor(
    private readonly channels: number,
    private readonly tolerance: number,
  ) {
    this.columns = new Float64Array(channels);
  }

  add(values: TensorValues, labels: TensorValues | null): void {
    for (let first = 0; first + this.channels <= values.length; first += this.channels) {
      this.addRow(values, first, labels?.[first / this.channels] ?? Number.NaN);
    }
    this.values += values.length;
  }

  private addRow(values: TensorValues, first: number, label: number): void {
    const { channels, columns } = this;
    let sum = 0;
    let isInside = true;
    let isZero = true;
    let largest = Number.NEGATIVE_INFINITY;
    let smallest = Number.POSITIVE_INFINITY;
    for (let channel = 0; channel < channels; channel++) {
      const value = values[first + channel] ?? Number.NaN;
      if (!(value < Number.POSITIVE_INFINITY)) {
        return;
      }
      columns[channel] = (columns[channel] ?? 0) + value;
      sum += value;
      isZero &&= value === 0;
      isInside &&= value >= -OUTSIDE && value <= 1 + OUTSIDE;
      largest = Math.max(largest, value);
      smallest = Math.min(smallest, value);
    }
    this.rows++;
    const isPercentage =
      smallest >= -100 * OUTSIDE && Math.abs(sum - 100) <= 100 * Math.min(this.tolerance, PERCENT_TOLERANCE);
    this.summingToHundred += isPercentage ? 1 : 0;
    if (isInside) {
      this.inside++;
      this.summing += Math.abs(sum - 1) <= this.tolerance ? 1 : 0;
      this.zeros += isZero ? 1 : 0;
    }
    let exponentials = 0;
    let masked = 0;
    for (let channel = 0; channel < channels; channel++) {
      const value = values[first + channel] ?? Number.NaN;
      exponentials += Math.exp(value - largest);
      masked += value < MASK && value - largest < MASK ? 1 : 0;
    }
    const logOfSum = largest + Math.log(exponentials);
    this.logSumming += Math.abs(logOfSum) <= LOG_TOLERANCE && largest <= OUTSIDE ? 1 : 0;
    this.masked += masked;
    this.maskedRows += masked > 0 ? 1 : 0;
    const loss = logOfSum - (values[first + label] ?? Number.NaN);
    if (Number.isInteger(label) && label >= 0 && label < channels && Number.isFinite(loss)) {
      this.losses++;
      this.lossSum += loss;
      this.lossSquares += loss * loss;
    }
  }

  areClearlyLogits(): boolean {
    const { rows, inside, summing, logSumming } = this;
    return (
      rows >= CLEAR.rows && inside <= CLEAR.inside * rows && summing + logSumming <= CLEAR.summing * rows
    );
  }

  result(isWhole: boolean): RowEvidence {
    const { rows, summing, summingToHundred, zeros, logSumming, masked, maskedRows, losses } = this;
    const mean = this.lossSum / losses;
    const variance = Math.max(0, this.lossSquares / losses - mean * mean);
    return {
      rows,
      summing,
      summingToHundred,
      zeros,
      logSumming,
      masked,
      maskedRows,
      columnsSum: isWhole && rows > 1 && this.columns.every((sum) => Math.abs(sum - 1) <= LOG_TOLERANCE),
      crossEntropy: { mean, standardError: Math.sqrt(variance / losses) },
    };
  }
}

/** Least share of the rows at which the others are exceptions. */
const MAJORITY = 0.9;

/** True if the rows are probabilities over the classes; rows of zeros do not count. */
export function areProbabilities({ rows, zeros, summing }: RowEvidence): boolean {
  return rows > zeros && summing >= MAJORITY * (rows - zeros);
}

/** True if the rows are log-probabilities over the classes. */
export function areLogProbabilities({ rows, logSumming }: RowEvidence): boolean {
  return rows > 0 && logSumming >= MAJORITY * rows;
}

/** True if the rows are percentages over the classes. */
export function arePercentages({ rows, summingToHundred }: RowEvidence): boolean {
  return rows > 0 && summingToHundred >= MAJORITY * rows;
}
