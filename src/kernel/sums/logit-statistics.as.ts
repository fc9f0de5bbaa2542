import {
  LOGIT_COUNTS,
  MAXIMA,
  MINIMA,
  SQUARES,
  SUMS,
  TALLIES,
  VALUE_BIN_COUNT,
  VALUE_BINS,
} from '../../numerics/row-segments';
import { HALF_LIMIT_BITS, INFINITY_BITS, SATURATED_LOGIT, TAME_BITS } from '../simd/float-limits.as';
import { rotated, upper } from '../simd/shuffles.as';
import { COUNTER_SETS, classes, counters, segment, vectors } from './row-memory.as';

/** Entries of TALLIES. */
export const SATURATED: usize = 8;
export const BEYOND_HALF: usize = 16;
export const NOT_A_NUMBER: usize = 24;
export const POSITIVE_INFINITY: usize = 32;
export const NEGATIVE_INFINITY: usize = 40;
const SET_BYTES: usize = 4 * VALUE_BIN_COUNT;

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
    const channel = (<usize>vector) << 5;
    addColumn(logits + ((<usize>vector) << 4), rows, channel, min(4, classes - 4 * vector), isTame);
    addVector(segment(LOGIT_COUNTS) + channel, more, more);
  }
}

/**
 * Adds four channels of some rows.
 * @param channel byte offset of the first channel's entries
 * @param inside number of existing channels among the four
 */
function addColumn(column: usize, rows: i32, channel: usize, inside: i32, isTame: bool): void {
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
    if (isTame) {
      countFew(values, inside);
    } else {
      countWild(values, inside);
    }
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

/** Number of the bin from 0 on. */
const BIN_OF_ZERO: i32 = 129;
/** Counts four values that lie within the bins. */
function countFew(values: v128, lanes: i32): void {
  for (let lane = 0; lane < lanes; lane++) {
    const value = f32x4.extract_lane(values, 0);
    count(lane, <u32>(BIN_OF_ZERO + <i32>Mathf.floor(value + value)));
    values = rotated(values);
  }
}

/** The bin of a value. The upper edge belongs to the last bin; values beyond an edge go to the outer bins. */
export function valueBin(value: f64): i32 {
  return value === 64 ? 256 : BIN_OF_ZERO + <i32>min(max(Math.floor(value + value), -129), 128);
}

function countWild(values: v128, lanes: i32): void {
  for (let lane = 0; lane < lanes; lane++) {
    const value = f32x4.extract_lane(values, 0);
    if (abs(value) > SATURATED_LOGIT) {
      addTally(SATURATED, 1);
    }
    count(0, <u32>valueBin(value));
    values = rotated(values);
  }
}

/** Counts in a value bin. Their order: below, bins of the histogram, above. */
export function count(set: usize, bin: u32): void {
  const address = counters + set * SET_BYTES + ((<usize>bin) << 2);
  store<u32>(address, load<u32>(address) + 1);
}

/** Adds one row of any values. */
function addAny(logits: usize): void {
  for (let channel = 0; channel < classes; channel++) {
    const value = load<f32>(logits + ((<usize>channel) << 2));
    const size = reinterpret<i32>(value) & 0x7fffffff;
    if (size >= HALF_LIMIT_BITS && size <= INFINITY_BITS) {
      addTally(BEYOND_HALF, 1);
    }
    if (size > INFINITY_BITS) {
      addTally(NOT_A_NUMBER, 1);
    } else if (size === INFINITY_BITS) {
      addTally(value > 0 ? POSITIVE_INFINITY : NEGATIVE_INFINITY, 1);
    } else {
      addFinite(channel, value);
    }
  }
}

function addFinite(channel: i32, value: f32): void {
  const exact = <f64>value;
  const entry = (<usize>channel) << 3;
  const minimum = segment(MINIMA) + entry;
  const maximum = segment(MAXIMA) + entry;
  store<f64>(minimum, min(load<f64>(minimum), exact));
  store<f64>(maximum, max(load<f64>(maximum), exact));
  addTo(segment(SUMS) + entry, exact);
  addTo(segment(SQUARES) + entry, exact * exact);
  addTo(segment(LOGIT_COUNTS) + entry, 1);
  countWild(f32x4.splat(value), 1);
}

/** Adds to an entry of TALLIES at a byte offset. */
export function addTally(entry: usize, value: f64): void {
  addTo(segment(TALLIES) + entry, value);
}

export function addTo(address: usize, value: f64): void {
  store<f64>(address, load<f64>(address) + value);
}

/** Adds to two neighbouring entries. */
export function addPair(address: usize, values: v128): void {
  v128.store(address, f64x2.add(v128.load(address), values));
}

/** Adds the counters of value bins to their segment, and clears them. */
export function foldCounters(): void {
  const bins = segment(VALUE_BINS);
  for (let bin = 0; bin < VALUE_BIN_COUNT; bin++) {
    let total: u32 = 0;
    for (let set: usize = 0; set < <usize>COUNTER_SETS; set++) {
      const address = counters + set * SET_BYTES + ((<usize>bin) << 2);
      total += load<u32>(address);
      store<u32>(address, 0);
    }
    addTo(bins + ((<usize>bin) << 3), <f64>total);
  }
}
