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
import { COUNTER_SETS, classes, counters, segment, vectors } from './row-memory';
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
  if (size < HALF_LIMIT_BITS) addWithinHalf(logits, rows, size <= TAME_BITS);
  else for (let row = 0; row < rows; row++) addAny(logits + <usize>row * ((<usize>classes) << 2));
}

/**
 * Of finite logits within float16.
 * @param isTame whether |x| ≤ 30 for all of them
 */
function addWithinHalf(logits: usize, rows: i32, isTame: bool): void {
  const minima = segment(MINIMA);
  const maxima = segment(MAXIMA);
  const sums = segment(SUMS);
  const squares = segment(SQUARES);
  const counts = segment(LOGIT_COUNTS);
  const rowBytes = (<usize>classes) << 2;
  const more = f64x2.splat(<f64>rows);
  for (let vector = 0; vector < vectors; vector++) {
    const inside = min(4, classes - 4 * vector);
    const channel = (<usize>vector) << 5;
    let smallest = f32x4.splat(Infinity);
    let largest = f32x4.splat(-Infinity);
    let sumLow = v128.load(sums + channel);
    let sumHigh = v128.load(sums + channel, 16);
    // Eight squares lose nothing that matters in float32.
    let square = f32x4.splat(0);
    let address = logits + ((<usize>vector) << 4);
    let left = rows;
    if (isTame && left > 1) {
      do {
        const values = v128.load(address);
        const next = v128.load(address + rowBytes);
        smallest = f32x4.pmin(smallest, f32x4.pmin(values, next));
        largest = f32x4.pmax(largest, f32x4.pmax(values, next));
        sumLow = f64x2.add(sumLow, f64x2.promote_low_f32x4(values));
        sumHigh = f64x2.add(sumHigh, f64x2.promote_low_f32x4(upper(values)));
        sumLow = f64x2.add(sumLow, f64x2.promote_low_f32x4(next));
        sumHigh = f64x2.add(sumHigh, f64x2.promote_low_f32x4(upper(next)));
        square = f32x4.add(square, f32x4.add(f32x4.mul(values, values), f32x4.mul(next, next)));
        countPairs(values, next, inside);
        address += rowBytes + rowBytes;
        left -= 2;
      } while (left > 1);
    }
    for (; left > 0; left--) {
      const values = v128.load(address);
      smallest = f32x4.pmin(smallest, values);
      largest = f32x4.pmax(largest, values);
      sumLow = f64x2.add(sumLow, f64x2.promote_low_f32x4(values));
      sumHigh = f64x2.add(sumHigh, f64x2.promote_low_f32x4(upper(values)));
      square = f32x4.add(square, f32x4.mul(values, values));
      if (isTame) countFew(values, inside);
      else countWild(values, inside);
      address += rowBytes;
    }
    v128.store(sums + channel, sumLow);
    v128.store(sums + channel, sumHigh, 16);
    addVector(squares + channel, f64x2.promote_low_f32x4(square), f64x2.promote_low_f32x4(upper(square)));
    addVector(counts + channel, more, more);
    lower(minima + channel, smallest);
    raise(maxima + channel, largest);
  }
}

/** Adds four float32 to the entries of neighbouring channels in a segment. */
export function addToChannels(index: i32, vector: i32, values: v128): void {
  addVector(
    segment(index) + ((<usize>vector) << 5),
    f64x2.promote_low_f32x4(values),
    f64x2.promote_low_f32x4(upper(values)),
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

/** Counts four values with those in the next row: a counter of both bins takes half the time of one for each. */
function countPairs(values: v128, next: v128, lanes: i32): void {
  const toPlace = f32x4.splat(TO_PLACE);
  const first = f32x4.add(f32x4.floor(f32x4.add(values, values)), toPlace);
  const second = f32x4.add(f32x4.floor(f32x4.add(next, next)), toPlace);
  const places = v128.and(i32x4.add(first, i32x4.shl(second, PAIR_BITS)), i32x4.splat(<i32>PAIRS_BYTES - 1));
  const low = i64x2.extract_lane(places, 0);
  countPair(<u32>low);
  if (lanes > 1) countPair(<u32>(low >>> 32));
  if (lanes > 2) {
    const high = i64x2.extract_lane(places, 1);
    countPair(<u32>high);
    if (lanes > 3) countPair(<u32>(high >>> 32));
  }
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
    if (abs(value) > SATURATED_LOGIT) addTally(SATURATED, 1);
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
    if (size >= HALF_LIMIT_BITS && size <= INFINITY_BITS) addTally(BEYOND_HALF, 1);
    if (size > INFINITY_BITS) addTally(NOT_A_NUMBER, 1);
    else if (size === INFINITY_BITS) addTally(value > 0 ? POSITIVE_INFINITY : NEGATIVE_INFINITY, 1);
    else addFinite(channel, value);
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
  for (let place: usize = 0; place < PAIRS_BYTES; place += 4) {
    const count = load<u32>(place, BIN_PAIRS);
    if (count === 0) continue;
    store<u32>(place, 0, BIN_PAIRS);
    const pair = place >>> 2;
    addTo(bins + ((shift + (pair & within)) << 3), <f64>count);
    addTo(bins + ((shift + (pair >>> PAIR_BITS)) << 3), <f64>count);
  }
}
