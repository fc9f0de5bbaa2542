import { LOWEST_LOG, limitedLog, limitedLogit } from '../../numerics/limited-logit';
import { HALF_LIMIT, SATURATED_LOGIT } from '../simd/float-limits.as';
import { logarithm } from '../simd/functions.as';
import {
  addToChannel,
  BEYOND_HALF,
  count,
  countOdd,
  NEGATIVE_INFINITY,
  NOT_A_NUMBER,
  POSITIVE_INFINITY,
  SATURATED,
} from '../sums/logit-statistics.as';
import { classes, TILE_ROWS } from '../sums/row-memory.as';
import { narrowed } from './narrow.as';

/** Equal bins of [0, 1]. */
const BINS: f64 = 100;

/** float32 logits of float32 probabilities; NaN for an invalid one. Reads and writes in groups of four. */
export function logitsOfProbabilities(probabilities: usize, logits: usize, count: i32): void {
  for (let place = 0; place < count; place += 4) {
    const address = probabilities + ((<usize>place) << 2);
    const p = v128.load(address);
    const q = f32x4.sub(f32x4.splat(1), p);
    const target = logits + ((<usize>place) << 2);
    if (areCommon(p, q)) {
      v128.store(target, logitsOf(p, q));
    } else {
      for (let lane: usize = 0; lane < 16; lane += 4) {
        storeLogit(target + lane, <f64>load<f32>(address + lane));
      }
    }
  }
}

/** float32 logits of float64 probabilities, whose distance to 1 would be lost in float32. */
export function logitsOfWideProbabilities(probabilities: usize, logits: usize, count: i32): void {
  const one = f64x2.splat(1);
  for (let place = 0; place < count; place += 4) {
    const address = probabilities + ((<usize>place) << 3);
    const low = v128.load(address);
    const high = v128.load(address, 16);
    const p = narrowed(low, high);
    const q = narrowed(f64x2.sub(one, low), f64x2.sub(one, high));
    const target = logits + ((<usize>place) << 2);
    if (areCommon(p, q)) {
      v128.store(target, logitsOf(p, q));
    } else {
      for (let lane: usize = 0; lane < 4; lane++) {
        storeLogit(target + (lane << 2), load<f64>(address + (lane << 3)));
      }
    }
  }
}

/** True if the logarithms of all four are those of normal float32 or limited. */
function areCommon(p: v128, q: v128): bool {
  return i32x4.all_true(v128.and(isNormalOrZero(p), f32x4.ge(q, f32x4.splat(0))));
}

/** A negative zero may have been a float64 below zero. */
function isNormalOrZero(p: v128): v128 {
  return v128.or(f32x4.ge(p, f32x4.splat(f32.MIN_NORMAL_VALUE)), i32x4.eq(p, i32x4.splat(0)));
}

/** @param q 1 − p */
function logitsOf(p: v128, q: v128): v128 {
  const zero = f32x4.splat(0);
  const least = f32x4.splat(f32.MIN_NORMAL_VALUE);
  const logits = logarithm(f32x4.div(f32x4.pmax(p, least), f32x4.pmax(q, least)));
  const limited = v128.bitselect(f32x4.splat(<f32>LOWEST_LOG), logits, f32x4.eq(p, zero));
  return v128.bitselect(f32x4.splat(<f32>-LOWEST_LOG), limited, f32x4.eq(q, zero));
}

function storeLogit(address: usize, p: f64): void {
  store<f32>(address, <f32>limitedLogit(p));
}

/**
 * float32 logits of rows of a softmax's probabilities: ln(p / largest), so that differences between the logits are not lost
 * beside a large logarithm. NaN for an invalid probability. Reads and writes in groups of four.
 * @param isWide true for float64
 */
export function logitsOfRows(
  probabilities: usize,
  isWide: bool,
  logits: usize,
  rows: i32,
  columns: i32,
): void {
  for (let row = 0; row < rows; row++) {
    const target = logits + ((<usize>row * <usize>columns) << 2);
    if (isWide) {
      logitsOfRow<f64>(probabilities + ((<usize>row * <usize>columns) << 3), target, columns);
    } else {
      logitsOfRow<f32>(probabilities + ((<usize>row * <usize>columns) << 2), target, columns);
    }
  }
}

/**
 * Range of the largest probability of a row that sums to one, for any number of classes and any rounding. Below it,
 * p / largest may be a normal float32 although ln p is limited; above it, p / largest may be zero although ln p is not
 * limited.
 */
const LEAST_TOP: f64 = 1e-5;
const MOST_TOP: f64 = 2;

/** Values written behind the row's end are overwritten by the next row. */
function logitsOfRow<T>(probabilities: usize, logits: usize, columns: i32): void {
  const width = sizeof<T>();
  const largest = largestOfRow<T>(probabilities, columns);
  // If one is infinite, the others stay unchanged, so that the host finds the infinite one.
  // Without a probability there is no logit: the row is an exception.
  const logarithmOfLargest = isWithout<T>(probabilities, columns)
    ? NaN
    : largest < Infinity
      ? limitedLog(largest)
      : 0;
  const isLargestCommon = largest >= LEAST_TOP && largest <= MOST_TOP;
  const least = f32x4.splat(f32.MIN_NORMAL_VALUE);
  const ofZero = f32x4.splat(<f32>(LOWEST_LOG - logarithmOfLargest));
  for (let column = 0; column < columns; column += 4) {
    const address = probabilities + <usize>column * width;
    const target = logits + ((<usize>column) << 2);
    const first = v128.load(address);
    let ratio: v128;
    if (width === 8) {
      const divisor = f64x2.splat(largest);
      ratio = narrowed(f64x2.div(first, divisor), f64x2.div(v128.load(address, 16), divisor));
    } else {
      ratio = f32x4.div(first, f32x4.splat(<f32>largest));
    }
    if (isLargestCommon && i32x4.all_true(isNormalOrZero(ratio))) {
      const isZero = f32x4.eq(ratio, f32x4.splat(0));
      v128.store(target, v128.bitselect(ofZero, logarithm(f32x4.pmax(ratio, least)), isZero));
      continue;
    }
    for (let lane: usize = 0; lane < 4; lane++) {
      const p = <f64>load<T>(address + lane * width);
      store<f32>(target + (lane << 2), <f32>(limitedLog(p) - logarithmOfLargest));
    }
  }
}

/** True if all values of a row are zero or below. */
function isWithout<T>(probabilities: usize, columns: i32): bool {
  for (let column = 0; column < columns; column++) {
    if (!(<f64>load<T>(probabilities + <usize>column * sizeof<T>()) <= 0)) {
      return false;
    }
  }
  return true;
}

/** The largest of a row, ignoring NaN. */
function largestOfRow<T>(probabilities: usize, columns: i32): f64 {
  let largest: f64 = 0;
  for (let column = 0; column < columns; column++) {
    const p = <f64>load<T>(probabilities + <usize>column * sizeof<T>());
    if (p > largest) {
      largest = p;
    }
  }
  return largest;
}

/** Adds the values of rows of probabilities, independent of their targets: extrema, sums and histogram. */
export function addProbabilities(values: usize, isWide: bool, rows: i32): void {
  const rowBytes = (<usize>classes) << (isWide ? 3 : 2);
  // In tiles that stay in the first cache.
  for (let first = 0; first < rows; first += TILE_ROWS) {
    const tile = values + <usize>first * rowBytes;
    const inTile = min(TILE_ROWS, rows - first);
    for (let channel = 0; channel < classes; channel++) {
      if (isWide) {
        addColumn<f64>(tile, channel, inTile);
      } else {
        addColumn<f32>(tile, channel, inTile);
      }
    }
  }
}

/** Adds the values of one channel. */
function addColumn<T>(values: usize, channel: i32, rows: i32): void {
  const width = sizeof<T>();
  const end = values + <usize>(rows * classes) * width;
  let smallest = Infinity;
  let largest = -Infinity;
  let sum: f64 = 0;
  let squares: f64 = 0;
  let finite = 0;
  for (let address = values + <usize>channel * width; address < end; address += <usize>classes * width) {
    const value = <f64>load<T>(address);
    if (!(value >= 0 && value <= 1) && !countOutside(value)) {
      continue;
    }
    count(value > 1 ? 1 + <i32>BINS : value < 0 ? 0 : 1 + <i32>min(value * BINS, BINS - 1));
    smallest = min(smallest, value);
    largest = max(largest, value);
    sum += value;
    squares += value * value;
    finite++;
  }
  addToChannel(channel, smallest, largest, sum, squares, finite);
}

/** Counts a value that is not a probability; returns true if it is finite. */
function countOutside(value: f64): bool {
  const size = abs(value);
  if (size >= HALF_LIMIT) {
    countOdd(BEYOND_HALF, 1);
  }
  const hasSize = size < Infinity;
  if (size === Infinity) {
    countOdd(value > 0 ? POSITIVE_INFINITY : NEGATIVE_INFINITY, 1);
  } else if (!hasSize) {
    countOdd(NOT_A_NUMBER, 1);
  } else if (size > SATURATED_LOGIT) {
    countOdd(SATURATED, 1);
  }
  return hasSize;
}
