import type { TensorValues } from '../../tensor/tensor-file';
import { type ArraySource, batches } from '../input/batches';
import { layoutOf } from '../input/layout';
import { ROW_SUM_TOLERANCE } from '../terms/target-row';

/** The first rows along a possible class axis, of the logits and of elementwise targets. */
export interface FirstRows {
  readonly channels: number;
  readonly logits: TensorValues;
  readonly targets: TensorValues;
}

/** Reads the first batch: a quarter of a million values. */
export async function firstRows(
  logits: ArraySource,
  targets: ArraySource,
  classAxis: number,
  targetsAreElementwise: boolean,
  signal?: AbortSignal,
): Promise<FirstRows | null> {
  const layout = layoutOf(logits.array.shape, { link: 'softmax', classAxis }, targetsAreElementwise);
  for await (const batch of batches({ logits, targets }, layout, signal)) {
    return { channels: layout.channels, logits: batch.logits, targets: batch.targets };
  }
  return null;
}

/**
 * The share of rows whose values are in [0, 1] and sum to one. Rows with `ignored` or with a value that is not finite do
 * not count. It is 0 if no row counts.
 */
export function shareSummingToOne(values: TensorValues, channels: number, ignored: number | null): number {
  let tested = 0;
  let summing = 0;
  for (let first = 0; first + channels <= values.length; first += channels) {
    const sum = rowSum(values, first, channels, ignored);
    if (sum === null) {
      continue;
    }
    tested++;
    if (isOne(sum)) {
      summing++;
    }
  }
  return tested === 0 ? 0 : summing / tested;
}

/** Number of rows with the largest value in each class. Rows without a largest value do not count. */
export function largestOfRows(values: TensorValues, channels: number): Map<number, number> {
  const counts = new Map<number, number>();
  for (let first = 0; first + channels <= values.length; first += channels) {
    let largest = 0;
    let position: number | null = null;
    for (let channel = 0; channel < channels; channel++) {
      const value = values[first + channel] ?? Number.NaN;
      if (value > largest && value <= 1) {
        largest = value;
        position = channel;
      }
    }
    if (position !== null) {
      counts.set(position, (counts.get(position) ?? 0) + 1);
    }
  }
  return counts;
}

function rowSum(
  values: TensorValues,
  first: number,
  channels: number,
  ignored: number | null,
): number | null {
  let sum = 0;
  for (let at = first; at < first + channels; at++) {
    const value = values[at] ?? Number.NaN;
    if (!Number.isFinite(value) || value === ignored) {
      return null;
    }
    if (value < 0 || value > 1) {
      return Number.NaN;
    }
    sum += value;
  }
  return sum;
}

function isOne(sum: number): boolean {
  return Math.abs(sum - 1) <= ROW_SUM_TOLERANCE;
}
