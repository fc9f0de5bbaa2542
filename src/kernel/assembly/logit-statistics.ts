import { BIN_PAIRS } from '../memory-map';
import {
  LOGIT_COUNTS,
  MAXIMA,
  MINIMA,
  SQUARES,
  SUMS,
  TALLIES,
  VALUE_BIN_COUNT,
  VALUE_BINS,
} from '../row-segments';
import { COUNTER_SETS, classes, counters, segment, tailMask, vectors } from './row-memory';
import { rotated, upper } from './shuffles';
import { HALF_LIMIT_BITS, INFINITY_BITS, SATURATED_LOGIT, TAME_BITS } from './sizes';

/** Entries of TALLIES. */
export const SATURATED: usize = 8;
export const BEYOND_HALF: usize = 16;
export const NOT_A_NUMBER: usize = 24;
export const POSITIVE_INFINITY: usize = 32;
export const NEGATIVE_INFINITY: usize = 40;
const SET_BYTES: usize = 4 * VALUE_BIN_COUNT;

/**
 * The logits of some rows, whatever their targets: extrema, sums and histogram.
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

/** Of finite logits within float16. */
function addWithinHalf(logits: usize, rows: i32, size: i32): void {
  const isTame = size <= TAME_BITS;
  const rowBytes = (<usize>classes) << 2;
  const inPairs = isTame ? rows & ~1 : 0;
  const more = f64x2.splat(<f64>rows);
  for (let vector = 0; vector < vectors; vector++) {
    const inside = min(4, classes - 4 * vector);
    const counted = vector === vectors - 1 ? v128.load(tailMask) : i32x4.splat(-1);
    const column = logits + ((<usize>vector) << 4);
    const channel = (<usize>vector) << 5;
    if (inPairs > 0) {
      addPairs(column, inPairs, channel, counted, reinterpret<f32>(size));
    }
    for (let row = inPairs; row < rows; row++) {
      addFour(v128.load(column + <usize>row * rowBytes), channel, inside, isTame);
    }
    addVector(segment(LOGIT_COUNTS) + channel, more, more);
  }
}

/**
 * Of four channels of an even number of rows, 64 at most, all tame.
 * @param channel place of the first one's entries, as their distance in bytes
 * @param counted a mask of those that are there
 * @param most the largest |x|
 */
function addPairs(column: usize, rows: i32, channel: usize, counted: v128, most: f32): void {
  const rowBytes = (<usize>classes) << 2;
  // So far above what the rows add up to that whatever rounding takes off a sum is a float32 as well.
  const start = f32x4.splat(128 * most);
  const startOfSquares = f32x4.splat(128 * most * most);
  const mask = v128.and(counted, i32x4.splat(<i32>PAIRS_BYTES - 1));
  let smallest = f32x4.splat(Infinity);
  let largest = f32x4.splat(-Infinity);
  let sum = start;
  let lost = f32x4.splat(0);
  let square = startOfSquares;
  let lostOfSquare = f32x4.splat(0);
  let address = column;
  let left = rows;
  do {
    const values = v128.load(address);
    const next = v128.load(address + rowBytes);
    smallest = f32x4.pmin(smallest, f32x4.pmin(values, next));
    largest = f32x4.pmax(largest, f32x4.pmax(values, next));
    const half = f32x4.add(sum, values);
    lost = f32x4.add(lost, f32x4.sub(values, f32x4.sub(half, sum)));
    sum = f32x4.add(half, next);
    lost = f32x4.add(lost, f32x4.sub(next, f32x4.sub(sum, half)));
    const squares = f32x4.add(f32x4.mul(values, values), f32x4.mul(next, next));
    const before = square;
    square = f32x4.add(before, squares);
    lostOfSquare = f32x4.add(lostOfSquare, f32x4.sub(squares, f32x4.sub(square, before)));
    countPairs(values, next, mask);
    address += rowBytes + rowBytes;
    left -= 2;
  } while (left > 0);
  addBoth(segment(SUMS) + channel, f32x4.sub(sum, start), lost);
  addBoth(segment(SQUARES) + channel, f32x4.sub(square, startOfSquares), lostOfSquare);
  lower(segment(MINIMA) + channel, smallest);
  raise(segment(MAXIMA) + channel, largest);
}

/** Of four channels of one row. */
function addFour(values: v128, channel: usize, inside: i32, isTame: bool): void {
  addWide(segment(SUMS) + channel, values);
  addWide(segment(SQUARES) + channel, f32x4.mul(values, values));
  lower(segment(MINIMA) + channel, values);
  raise(segment(MAXIMA) + channel, values);
  if (isTame) {
    countFew(values, inside);
  } else {
    countWild(values, inside);
  }
}

/** Adds four float32 to the entries of neighbouring channels in a segment. */
export function addToChannels(index: i32, vector: i32, values: v128): void {
  addWide(segment(index) + ((<usize>vector) << 5), values);
}

/** Adds four float32 to entries. */
function addWide(address: usize, values: v128): void {
  addVector(address, f64x2.promote_low_f32x4(values), f64x2.promote_low_f32x4(upper(values)));
}

/** The same of sums and of what rounding took off them. */
function addBoth(address: usize, sums: v128, lost: v128): void {
  addVector(
    address,
    f64x2.add(f64x2.promote_low_f32x4(sums), f64x2.promote_low_f32x4(lost)),
    f64x2.add(f64x2.promote_low_f32x4(upper(sums)), f64x2.promote_low_f32x4(upper(lost))),
  );
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
/** Of a pair each bin takes seven bits, in which 0 is here. */
const PAIR_BITS: i32 = 7;
const ZERO_OF_PAIR: i32 = 64;
/** Added to a rounded number, it leaves it in units of ¼ in the lowest bits: the distance in bytes of counters. */
const TO_PLACE: f32 = 3145728 + <f32>ZERO_OF_PAIR;
const PAIRS_BYTES: usize = 4 << (2 * PAIR_BITS);

/**
 * Counts four values with those in the next row: a counter of both bins takes half the time of one for each.
 * @param mask of the lanes that are counted, and there of a place; the others count a pair that no logits make
 */
function countPairs(values: v128, next: v128, mask: v128): void {
  const toPlace = f32x4.splat(TO_PLACE);
  const first = f32x4.add(f32x4.floor(f32x4.add(values, values)), toPlace);
  const second = f32x4.add(f32x4.floor(f32x4.add(next, next)), toPlace);
  const places = v128.and(i32x4.add(first, i32x4.shl(second, PAIR_BITS)), mask);
  const low = i64x2.extract_lane(places, 0);
  const high = i64x2.extract_lane(places, 1);
  countPair(<u32>low);
  countPair(<u32>(low >>> 32));
  countPair(<u32>high);
  countPair(<u32>(high >>> 32));
}

function countPair(place: u32): void {
  store<u32>(place, load<u32>(place, BIN_PAIRS) + 1, BIN_PAIRS);
}

/** As `countPairs`, without a next row. */
function countFew(values: v128, lanes: i32): void {
  for (let lane = 0; lane < lanes; lane++) {
    const value = f32x4.extract_lane(values, 0);
    count(lane, <u32>(BIN_OF_ZERO + <i32>Mathf.floor(value + value)));
    values = rotated(values);
  }
}

/** What is at the upper edge belongs to the last bin, what is beyond an edge to the bins outside. */
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

/** Counts in a value bin: one below, then those of the histogram, then those above. */
export function count(set: usize, bin: u32): void {
  const address = counters + set * SET_BYTES + ((<usize>bin) << 2);
  store<u32>(address, load<u32>(address) + 1);
}

/** Of one row of any values. */
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

/** Adds to an entry of TALLIES, given by its distance in bytes. */
export function addTally(entry: usize, value: f64): void {
  addTo(segment(TALLIES) + entry, value);
}

export function addTo(address: usize, value: f64): void {
  store<f64>(address, load<f64>(address) + value);
}

/** The same of two neighbouring entries. */
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
  foldPairs(bins);
}

function foldPairs(bins: usize): void {
  const shift = BIN_OF_ZERO - ZERO_OF_PAIR;
  const within: usize = (1 << PAIR_BITS) - 1;
  // The first counted what is no logit.
  store<u32>(0, 0, BIN_PAIRS);
  for (let place: usize = 4; place < PAIRS_BYTES; place += 4) {
    const count = load<u32>(place, BIN_PAIRS);
    if (count === 0) {
      continue;
    }
    store<u32>(place, 0, BIN_PAIRS);
    const pair = place >>> 2;
    addTo(bins + ((shift + (pair & within)) << 3), <f64>count);
    addTo(bins + ((shift + (pair >>> PAIR_BITS)) << 3), <f64>count);
  }
}
