import { LOWEST_LOG, limitedLog, limitedLogit } from '../../numerics/limited-logit';
import { LOGIT_COUNTS, MAXIMA, MINIMA, SQUARES, SUMS } from '../../numerics/row-segments';
import { HALF_LIMIT, SATURATED_LOGIT } from '../simd/float-limits.as';
import { logarithm } from '../simd/functions.as';
import {
  addTally,
  BEYOND_HALF,
  count,
  NEGATIVE_INFINITY,
  NOT_A_NUMBER,
  POSITIVE_INFINITY,
  SATURATED,
} from '../sums/logit-statistics.as';
import { classes, FEW_ROWS, segment } from '../sums/row-memory.as';
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

/** The largest of a row, ignoring NaN. */
function isWithout<T>(probabilities: usize, columns: i32): bool {
  for (let column = 0; column < columns; column++) {
    if (!(<f64>load<T>(probabilities + <usize>column * sizeof<T>()) <= 0)) {
      return false;
    }
  }
  return true;
}

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
  if (isWide) {
    addRows<f64>(values, rows);
  } else {
    addRows<f32>(values, rows);
  }
}

/** Adds two channels at a time (or two values of a single channel), in tiles that stay in the first cache. */
function addRows<T>(values: usize, rows: i32): void {
  const width = sizeof<T>();
  if (classes === 1) {
    addPairs<T>(values, rows >>> 1, 2 * width, 2);
    keepInOne();
    addPairs<T>(values + <usize>(rows & ~1) * width, rows & 1, 2 * width, 1);
    keepInPair(0);
    return;
  }
  const rowBytes = <usize>classes * width;
  for (let first = 0; first < rows; first += FEW_ROWS) {
    const start = values + <usize>first * rowBytes;
    for (let channel = 0; channel < classes; channel += 2) {
      const lanes = min(2, classes - channel);
      addPairs<T>(start + <usize>channel * width, min(FEW_ROWS, rows - first), rowBytes, lanes);
      keepInPair(channel);
    }
  }
}

/** Sums of the current pairs in two lanes. */
let smallest: v128 = i64x2.splat(0);
let largest: v128 = i64x2.splat(0);
let sums: v128 = i64x2.splat(0);
let squares: v128 = i64x2.splat(0);
let counts: v128 = i64x2.splat(0);

/** @param lanes number of lanes that count in the histogram: 1 for a channel without a neighbour */
function addPairs<T>(values: usize, rows: i32, rowBytes: usize, lanes: i32): void {
  const one = f64x2.splat(1);
  let lower = f64x2.splat(Infinity);
  let upper = f64x2.splat(-Infinity);
  let sum = f64x2.splat(0);
  let square = f64x2.splat(0);
  let missing = f64x2.splat(0);
  let address = values;
  for (let row = 0; row < rows; row++) {
    let value = load2<T>(address);
    address += rowBytes;
    if (lanes === 1) {
      value = f64x2.splat(f64x2.extract_lane(value, 0));
    }
    const isInside = v128.and(f64x2.ge(value, f64x2.splat(0)), f64x2.le(value, one));
    if (lanes === 2 && i64x2.all_true(isInside)) {
      const bins = f64x2.pmin(f64x2.floor(f64x2.mul(value, f64x2.splat(BINS))), f64x2.splat(BINS - 1));
      const numbers = f64x2.add(bins, f64x2.splat(TO_BIN));
      count(<i32>i64x2.extract_lane(numbers, 0));
      count(<i32>i64x2.extract_lane(numbers, 1));
      lower = f64x2.pmin(lower, value);
      upper = f64x2.pmax(upper, value);
    } else {
      countAny(f64x2.extract_lane(value, 0));
      if (lanes === 2) {
        countAny(f64x2.extract_lane(value, 1));
      }
      const areFinite = f64x2.lt(f64x2.abs(value), f64x2.splat(Infinity));
      missing = f64x2.add(missing, v128.andnot(one, areFinite));
      // Values that are not finite add nothing and are no extremum.
      lower = f64x2.pmin(lower, v128.bitselect(value, lower, areFinite));
      upper = f64x2.pmax(upper, v128.bitselect(value, upper, areFinite));
      value = v128.and(value, areFinite);
    }
    sum = f64x2.add(sum, value);
    square = f64x2.add(square, f64x2.mul(value, value));
  }
  smallest = lower;
  largest = upper;
  sums = sum;
  squares = square;
  counts = f64x2.sub(f64x2.splat(<f64>rows), missing);
}

function load2<T>(address: usize): v128 {
  if (sizeof<T>() === 8) {
    return v128.load(address);
  }
  return f64x2.promote_low_f32x4(v128.load64_zero(address));
}

/** Added to a bin's number, it leaves the index of its counter in the lowest bits. One bin is below those of [0, 1]. */
const TO_BIN: f64 = 4503599627370496 + 1;

/** Counts any value. */
function countAny(value: f64): void {
  if (!(value >= 0 && value <= 1) && !countOutside(value)) {
    return;
  }
  if (value > 1) {
    count(1 + <i32>BINS);
  } else {
    count(value < 0 ? 0 : 1 + <i32>min(value * BINS, BINS - 1));
  }
}

/** Adds the pairs to the sums of two neighbouring channels. Lanes behind the last channel are ignored. */
function keepInPair(channel: i32): void {
  const entry = (<usize>channel) << 3;
  const minima = segment(MINIMA) + entry;
  const maxima = segment(MAXIMA) + entry;
  v128.store(minima, f64x2.pmin(v128.load(minima), smallest));
  v128.store(maxima, f64x2.pmax(v128.load(maxima), largest));
  addTwo(segment(SUMS) + entry, sums);
  addTwo(segment(SQUARES) + entry, squares);
  addTwo(segment(LOGIT_COUNTS) + entry, counts);
}

function addTwo(address: usize, values: v128): void {
  v128.store(address, f64x2.add(v128.load(address), values));
}

/** Adds both values of the pairs to the only channel. */
function keepInOne(): void {
  keepInPair(0);
  smallest = swapped(smallest);
  largest = swapped(largest);
  sums = swapped(sums);
  squares = swapped(squares);
  counts = swapped(counts);
  keepInPair(0);
}

function swapped(values: v128): v128 {
  return v128.shuffle<i64>(values, values, 1, 0);
}

/** Counts a value that is not a probability; returns true if it is finite. */
function countOutside(value: f64): bool {
  const size = abs(value);
  if (size >= HALF_LIMIT) {
    addTally(BEYOND_HALF, 1);
  }
  const hasSize = size < Infinity;
  if (size === Infinity) {
    addTally(value > 0 ? POSITIVE_INFINITY : NEGATIVE_INFINITY, 1);
  } else if (!hasSize) {
    addTally(NOT_A_NUMBER, 1);
  } else if (size > SATURATED_LOGIT) {
    addTally(SATURATED, 1);
  }
  return hasSize;
}
