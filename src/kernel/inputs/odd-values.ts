import { LeftOut, type LeftOutCounts, type RowPlace } from '../../check/statistics/left-out';
import { IGNORED, NEGATIVE, OTHER, POSITIVE } from '../../numerics/element-codes';
import { WITHOUT_LOSS } from '../../numerics/float-bin-layout';

/** Logits with |x| from here on have no cell. */
const FAR = 2 ** 14;
/** The largest finite float16 is 65504. */
const HALF_LIMIT = 65_504;

/** Finite logits beyond all cells, of one class and one sign. */
interface FarSum {
  count: number;
  /** Of |x|. */
  sum: number;
  squares: number;
  smallest: number;
  largest: number;
}

/** Counts of rare logits that the kernel leaves to the host. */
export interface OddCounts {
  notANumber: number;
  positiveInfinity: number;
  negativeInfinity: number;
  beyondHalf: number;
  /** Elements in the cells of ignored ones that are not ignored: their target is not finite or invalid. */
  notIgnoredInCells: number;
  /** Entry 6 · channel + 2 · code + (1 for logits below zero). */
  readonly far: (FarSum | undefined)[];
}

/** The rare elements of one job that the kernel leaves to the host. Plain data, so that it can be posted. */
export interface OddValues extends OddCounts {
  readonly leftOut: LeftOutCounts;
}

/** The record while elements are added. */
export interface OddValuesSum extends OddCounts {
  readonly leftOut: LeftOut;
}

export function noOddValues(): OddValuesSum {
  return { leftOut: new LeftOut(), ...noOddCounts() };
}

export function noOddCounts(): OddCounts {
  return {
    notANumber: 0,
    positiveInfinity: 0,
    negativeInfinity: 0,
    beyondHalf: 0,
    notIgnoredInCells: 0,
    far: [],
  };
}

/**
 * Counts one exception.
 * @param target place and value of the target
 * @param code code of the target; see element-codes.ts
 * @param given the value from which the logit was computed
 * @returns x_t of an element with a loss but without a cell, which may be among the hardest; otherwise null
 */
export function addOddValue(
  tally: OddValuesSum,
  { row, channel, value }: RowPlace,
  logit: number,
  code: number,
  given = logit,
): number | null {
  tallyLogit(tally, logit, channel, Math.min(code, WITHOUT_LOSS));
  if (code === OTHER) {
    if (hasCell(logit)) {
      tally.notIgnoredInCells++;
    }
    if (Number.isFinite(value)) {
      tally.leftOut.targetInvalid(row, channel, value);
    } else {
      tally.leftOut.targetNotFinite(row, channel, value);
    }
    return null;
  }
  if (code === IGNORED) {
    tally.leftOut.ignored++;
    return null;
  }
  if (!Number.isFinite(logit)) {
    tally.leftOut.logitNotFinite(row, channel, given);
    return null;
  }
  return code === POSITIVE ? logit : -logit;
}

/** True if the logit has a cell. A float64 is sorted by its nearest float32. */
function hasCell(logit: number): boolean {
  return Math.abs(Math.fround(logit)) < FAR;
}

function tallyLogit(tally: OddCounts, logit: number, channel: number, group: number): void {
  const size = Math.abs(logit);
  if (size >= HALF_LIMIT) {
    tally.beyondHalf++;
  }
  if (Number.isNaN(logit)) {
    tally.notANumber++;
  } else if (logit === Number.POSITIVE_INFINITY) {
    tally.positiveInfinity++;
  } else if (logit === Number.NEGATIVE_INFINITY) {
    tally.negativeInfinity++;
  } else if (!hasCell(logit)) {
    const entry = 6 * channel + 2 * group + (logit < 0 ? 1 : 0);
    const sum = tally.far[entry] ?? emptyFarSum();
    tally.far[entry] = addFar(sum, {
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

/** Adds the counts of another part. */
export function addOddCounts(sum: OddCounts, later: OddCounts): void {
  sum.notANumber += later.notANumber;
  sum.positiveInfinity += later.positiveInfinity;
  sum.negativeInfinity += later.negativeInfinity;
  sum.beyondHalf += later.beyondHalf;
  sum.notIgnoredInCells += later.notIgnoredInCells;
  for (const [entry, far] of later.far.entries()) {
    if (far !== undefined) {
      sum.far[entry] = addFar(sum.far[entry] ?? emptyFarSum(), far);
    }
  }
}

/** Logits beyond all cells, of one channel, group and sign. */
export interface FarPoint {
  readonly channel: number;
  /** Negatives (0), positives (1), or `WITHOUT_LOSS`. */
  readonly group: number;
  readonly count: number;
  /** Of x_t; of the logits where there is no loss. */
  readonly mean: number;
  readonly squares: number;
  readonly minimum: number;
  readonly maximum: number;
}

export function farPoints({ far }: OddCounts): FarPoint[] {
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
