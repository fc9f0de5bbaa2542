import { LeftOut, type RowPlace } from '../../check/statistics/left-out';
import type { Posted } from '../../check/statistics/posted';
import { IGNORED, NEGATIVE, OTHER, POSITIVE } from '../../numerics/element-codes';
import { WITHOUT_LOSS } from '../../numerics/float-bin-layout';

/** Logits with |x| from here on have no float bin. */
const FAR = 2 ** 14;
/** The largest finite float16 is 65504. */
const HALF_LIMIT = 65_504;

/** Finite logits beyond all float bins, of one class and one sign. */
interface FarSum {
  count: number;
  /** Σ |x|; `squares`, `smallest` and `largest` are of |x| too. */
  sum: number;
  squares: number;
  smallest: number;
  largest: number;
}

/** The rare elements of one job that the kernel leaves to the host. Plain data, so that it can be posted. */
export interface OddValues {
  readonly leftOut: Posted<LeftOut>;
  notANumber: number;
  positiveInfinity: number;
  negativeInfinity: number;
  beyondHalf: number;
  /** Elements in the float bins of ignored ones that are not ignored: their target is not finite or invalid. */
  notIgnoredInBins: number;
  /** Entry 6 · channel + 2 · code + (1 for logits below zero). */
  readonly far: (FarSum | undefined)[];
}

/** The record while elements are added. */
export interface OddValuesSum extends OddValues {
  readonly leftOut: LeftOut;
}

export function noOddValues(): OddValuesSum {
  return {
    leftOut: new LeftOut(),
    notANumber: 0,
    positiveInfinity: 0,
    negativeInfinity: 0,
    beyondHalf: 0,
    notIgnoredInBins: 0,
    far: [],
  };
}

/**
 * Counts one exception.
 * @param target place and value of the target
 * @param code code of the target; see element-codes.ts
 * @param given the value from which the logit was computed
 * @returns x_t of an element with a loss but without a float bin, which may be among the hardest; otherwise null
 */
export function addOddValue(
  oddValues: OddValuesSum,
  { row, channel, value }: RowPlace,
  logit: number,
  code: number,
  given = logit,
): number | null {
  addOddLogit(oddValues, logit, channel, Math.min(code, WITHOUT_LOSS));
  if (code === OTHER) {
    if (hasFloatBin(logit)) {
      oddValues.notIgnoredInBins++;
    }
    if (Number.isFinite(value)) {
      oddValues.leftOut.targetInvalid(row, channel, value);
    } else {
      oddValues.leftOut.targetNotFinite(row, channel, value);
    }
    return null;
  }
  if (code === IGNORED) {
    oddValues.leftOut.ignored++;
    return null;
  }
  if (!Number.isFinite(logit)) {
    oddValues.leftOut.logitNotFinite(row, channel, given);
    return null;
  }
  return code === POSITIVE ? logit : -logit;
}

/** True if the logit has a float bin. A float64 is sorted by its nearest float32. */
function hasFloatBin(logit: number): boolean {
  return Math.abs(Math.fround(logit)) < FAR;
}

function addOddLogit(oddValues: OddValuesSum, logit: number, channel: number, group: number): void {
  const size = Math.abs(logit);
  if (size >= HALF_LIMIT) {
    oddValues.beyondHalf++;
  }
  if (Number.isNaN(logit)) {
    oddValues.notANumber++;
  } else if (logit === Number.POSITIVE_INFINITY) {
    oddValues.positiveInfinity++;
  } else if (logit === Number.NEGATIVE_INFINITY) {
    oddValues.negativeInfinity++;
  } else if (!hasFloatBin(logit)) {
    const entry = 6 * channel + 2 * group + (logit < 0 ? 1 : 0);
    const sum = oddValues.far[entry] ?? emptyFarSum();
    oddValues.far[entry] = addFar(sum, {
      count: 1,
      sum: size,
      squares: size * size,
      smallest: size,
      largest: size,
    });
  }
}

function emptyFarSum(): FarSum {
  return { count: 0, sum: 0, squares: 0, smallest: Number.POSITIVE_INFINITY, largest: 0 };
}

function addFar(one: FarSum, other: FarSum): FarSum {
  return {
    count: one.count + other.count,
    sum: one.sum + other.sum,
    squares: one.squares + other.squares,
    smallest: Math.min(one.smallest, other.smallest),
    largest: Math.max(one.largest, other.largest),
  };
}

/** Merges the counts of two parts; `other` follows `one` in the file. */
export function mergeOddValues(one: OddValuesSum, other: OddValues): OddValuesSum {
  const far: (FarSum | undefined)[] = [];
  for (let entry = 0; entry < Math.max(one.far.length, other.far.length); entry++) {
    const [here, there] = [one.far[entry], other.far[entry]];
    far[entry] = here === undefined || there === undefined ? (here ?? there) : addFar(here, there);
  }
  const leftOut = new LeftOut();
  leftOut.merge(one.leftOut);
  leftOut.merge(other.leftOut);
  return {
    leftOut,
    notANumber: one.notANumber + other.notANumber,
    positiveInfinity: one.positiveInfinity + other.positiveInfinity,
    negativeInfinity: one.negativeInfinity + other.negativeInfinity,
    beyondHalf: one.beyondHalf + other.beyondHalf,
    notIgnoredInBins: one.notIgnoredInBins + other.notIgnoredInBins,
    far,
  };
}

/** Logits beyond all float bins, of one channel, group and sign. */
export interface FarPoint {
  readonly channel: number;
  /** Negatives (0), positives (1), or `WITHOUT_LOSS`. */
  readonly group: number;
  readonly count: number;
  /** Mean x_t; the mean logit where there is no loss. */
  readonly mean: number;
  readonly squares: number;
  readonly minimum: number;
  readonly maximum: number;
}

export function farPoints({ far }: OddValuesSum): FarPoint[] {
  return far.flatMap((sum, entry) => {
    if (sum === undefined) {
      return [];
    }
    const group = Math.floor(entry / 2) % 3;
    const logitSign = entry % 2 === 1 ? -1 : 1;
    // A sum of float64 may overflow.
    const size = Math.min(sum.largest, sum.sum / sum.count);
    const extrema = [logitSign * sum.smallest, logitSign * sum.largest];
    return {
      channel: Math.floor(entry / 6),
      group,
      count: sum.count,
      mean: group === NEGATIVE ? -logitSign * size : logitSign * size,
      squares: sum.squares,
      minimum: Math.min(...extrema),
      maximum: Math.max(...extrema),
    };
  });
}
