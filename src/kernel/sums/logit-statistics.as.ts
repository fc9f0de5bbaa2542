import { BIN_PAIRS } from '../../numerics/memory-map';
import {
  LOGIT_COUNTS,
  MAXIMA,
  MINIMA,
  ODD_VALUES,
  SQUARES,
  SUMS,
  VALUE_BINS,
} from '../../numerics/row-segments';
import { HALF_LIMIT_BITS, INFINITY_BITS, SATURATED_LOGIT, TAME_BITS } from '../simd/float-limits.as';
import { upper } from '../simd/shuffles.as';
import { classes, segment, tailMask, vectors } from './row-memory.as';

/** Entries of ODD_VALUES. */
export const SATURATED: usize = 8;
export const BEYOND_HALF: usize = 16;
export const NOT_A_NUMBER: usize = 24;
export const POSITIVE_INFINITY: usize = 32;
export const NEGATIVE_INFINITY: usize = 40;

/**
 * Adds the logits of some rows, independent of their targets: extrema, sums and histogram.
 * @param size bits of the largest |x|
 */
export function addLogits(logits: usize, rows: i32, size: i32): void {
  if (size < HALF_LIMIT_BITS) {
    addWithinHalf(logits, rows, size);
  } else {
    for (let row = 0; row < rows; row++) {
      addAny(logits + <usize>row * ((<usize>classes) << 2));
    }
  }
}

/** Adds finite logits in the range of float16. */
function addWithinHalf(logits: usize, rows: i32, size: i32): void {
  const isTame = size <= TAME_BITS;
  const more = f64x2.splat(<f64>rows);
  for (let vector = 0; vector < vectors; vector++) {
    const column = logits + ((<usize>vector) << 4);
    const channel = (<usize>vector) << 5;
    addColumn(column, rows, channel);
    if (isTame) {
      countTame(column, rows, vector);
    } else {
      countWild(column, rows, vector);
    }
    addVector(segment(LOGIT_COUNTS) + channel, more, more);
  }
}

/**
 * Adds the extrema and sums of four channels of some rows.
 * @param channel byte offset of the first channel's entries
 */
function addColumn(column: usize, rows: i32, channel: usize): void {
  const rowBytes = (<usize>classes) << 2;
  const end = column + <usize>rows * rowBytes;
  let smallest = f32x4.splat(Infinity);
  let largest = f32x4.splat(-Infinity);
  let low = f64x2.splat(0);
  let high = f64x2.splat(0);
  let lowSquares = f64x2.splat(0);
  let highSquares = f64x2.splat(0);
  for (let address = column; address < end; address += rowBytes) {
    const values = v128.load(address);
    smallest = f32x4.pmin(smallest, values);
    largest = f32x4.pmax(largest, values);
    low = f64x2.add(low, f64x2.promote_low_f32x4(values));
    high = f64x2.add(high, f64x2.promote_low_f32x4(upper(values)));
    const squares = f32x4.mul(values, values);
    lowSquares = f64x2.add(lowSquares, f64x2.promote_low_f32x4(squares));
    highSquares = f64x2.add(highSquares, f64x2.promote_low_f32x4(upper(squares)));
  }
  addVector(segment(SUMS) + channel, low, high);
  addVector(segment(SQUARES) + channel, lowSquares, highSquares);
  lower(segment(MINIMA) + channel, smallest);
  raise(segment(MAXIMA) + channel, largest);
}

/** Adds four float32 to the entries of neighbouring channels in a segment. */
export function addToChannels(index: i32, vector: i32, values: v128): void {
  addWide(segment(index) + ((<usize>vector) << 5), values);
}

/** Adds four float32 to entries. */
function addWide(address: usize, values: v128): void {
  addVector(address, f64x2.promote_low_f32x4(values), f64x2.promote_low_f32x4(upper(values)));
}

function addVector(address: usize, low: v128, high: v128): void {
  v128.store(address, f64x2.add(v128.load(address), low));
  v128.store(address, f64x2.add(v128.load(address, 16), high), 16);
}

function lower(address: usize, values: v128): void {
  v128.store(address, f64x2.pmin(v128.load(address), f64x2.promote_low_f32x4(values)));
  v128.store(address, f64x2.pmin(v128.load(address, 16), f64x2.promote_low_f32x4(upper(values))), 16);
}

function raise(address: usize, values: v128): void {
  v128.store(address, f64x2.pmax(v128.load(address), f64x2.promote_low_f32x4(values)));
  v128.store(address, f64x2.pmax(v128.load(address, 16), f64x2.promote_low_f32x4(upper(values))), 16);
}

/** Index of the value bin that starts at zero. */
const BIN_OF_ZERO: i32 = 129;
/** A pair holds two bins of seven bits each, in which the bin that starts at zero is 64. */
const PAIR_BITS: i32 = 7;
const ZERO_OF_PAIR: i32 = 64;
/**
 * Added to a whole number, it leaves the number + 64 in the lowest bits of the float32, in units of ¼: the byte offset of a
 * counter.
 */
const TO_OFFSET: f32 = 3145728 + <f32>ZERO_OF_PAIR;
const PAIRS_BYTES: usize = 4 << (2 * PAIR_BITS);

/** Counts four channels of tame rows. One counter for the bins of two rows takes half the time of one for each. */
function countTame(column: usize, rows: i32, vector: i32): void {
  const rowBytes = (<usize>classes) << 2;
  // Lanes of the next row count in the first pair, which no logits have.
  const inside = vector === vectors - 1 ? v128.load(tailMask) : i32x4.splat(-1);
  const mask = v128.and(inside, i32x4.splat(<i32>PAIRS_BYTES - 1));
  const end = column + <usize>rows * rowBytes;
  let address = column;
  for (; address + rowBytes < end; address += 2 * rowBytes) {
    const offsets = i32x4.add(
      offsetsOf(v128.load(address)),
      i32x4.shl(offsetsOf(v128.load(address + rowBytes)), PAIR_BITS),
    );
    const pairs = v128.and(offsets, mask);
    const low = i64x2.extract_lane(pairs, 0);
    const high = i64x2.extract_lane(pairs, 1);
    countPair(<u32>low);
    countPair(<u32>(low >>> 32));
    countPair(<u32>high);
    countPair(<u32>(high >>> 32));
  }
  if (address < end) {
    countWild(address, 1, vector);
  }
}

function offsetsOf(values: v128): v128 {
  return f32x4.add(f32x4.floor(f32x4.add(values, values)), f32x4.splat(TO_OFFSET));
}

function countPair(offset: u32): void {
  store<u32>(offset, load<u32>(offset, BIN_PAIRS) + 1, BIN_PAIRS);
}

/** The bin of a value. The upper edge belongs to the last bin; values beyond an edge go to the outer bins. */
export function valueBin(value: f64): i32 {
  return value === 64 ? 256 : BIN_OF_ZERO + <i32>min(max(Math.floor(value + value), -129), 128);
}

/** Counts four channels of some rows of any finite values. */
function countWild(column: usize, rows: i32, vector: i32): void {
  const inside = min(4, classes - 4 * vector);
  for (let row = 0; row < rows; row++) {
    const values = column + ((<usize>(row * classes)) << 2);
    for (let lane = 0; lane < inside; lane++) {
      countValue(load<f32>(values + ((<usize>lane) << 2)));
    }
  }
}

function countValue(value: f32): void {
  if (abs(value) > SATURATED_LOGIT) {
    countOdd(SATURATED, 1);
  }
  count(valueBin(value));
}

/** Counts in a value bin. Their order: below, bins of the histogram, above. */
export function count(bin: i32): void {
  addTo(segment(VALUE_BINS) + ((<usize>bin) << 3), 1);
}

/** Adds one row of any values. */
function addAny(logits: usize): void {
  for (let channel = 0; channel < classes; channel++) {
    const value = load<f32>(logits + ((<usize>channel) << 2));
    const size = reinterpret<i32>(value) & 0x7fffffff;
    if (size >= HALF_LIMIT_BITS && size <= INFINITY_BITS) {
      countOdd(BEYOND_HALF, 1);
    }
    if (size > INFINITY_BITS) {
      countOdd(NOT_A_NUMBER, 1);
    } else if (size === INFINITY_BITS) {
      countOdd(value > 0 ? POSITIVE_INFINITY : NEGATIVE_INFINITY, 1);
    } else {
      addToChannel(channel, value, value, value, <f64>value * <f64>value, 1);
      countValue(value);
    }
  }
}

/** Adds the extrema and sums of some finite values of a channel. */
export function addToChannel(
  channel: i32,
  smallest: f64,
  largest: f64,
  sum: f64,
  squares: f64,
  finite: i32,
): void {
  const entry = (<usize>channel) << 3;
  const minimum = segment(MINIMA) + entry;
  const maximum = segment(MAXIMA) + entry;
  store<f64>(minimum, min(load<f64>(minimum), smallest));
  store<f64>(maximum, max(load<f64>(maximum), largest));
  addTo(segment(SUMS) + entry, sum);
  addTo(segment(SQUARES) + entry, squares);
  addTo(segment(LOGIT_COUNTS) + entry, <f64>finite);
}

/** Adds to an entry of ODD_VALUES at a byte offset. */
export function countOdd(entry: usize, value: f64): void {
  addTo(segment(ODD_VALUES) + entry, value);
}

export function addTo(address: usize, value: f64): void {
  store<f64>(address, load<f64>(address) + value);
}

/** Adds to two neighbouring entries. */
export function addPair(address: usize, values: v128): void {
  v128.store(address, f64x2.add(v128.load(address), values));
}

/** Adds the counters of pairs to the value bins of both, and clears them. */
export function foldPairs(): void {
  const shift = BIN_OF_ZERO - ZERO_OF_PAIR;
  const mask: usize = (1 << PAIR_BITS) - 1;
  const bins = segment(VALUE_BINS) + (shift << 3);
  // The first pair counted lanes without a logit.
  store<u32>(0, 0, BIN_PAIRS);
  for (let offset: usize = 4; offset < PAIRS_BYTES; offset += 4) {
    const count = <f64>load<u32>(offset, BIN_PAIRS);
    if (count > 0) {
      const pair = offset >>> 2;
      addTo(bins + ((pair & mask) << 3), count);
      addTo(bins + ((pair >>> PAIR_BITS) << 3), count);
      store<u32>(offset, 0, BIN_PAIRS);
    }
  }
}
