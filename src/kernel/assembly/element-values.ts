import {
  MAXIMA,
  MINIMA,
  VALUE_BINS,
  VALUE_COUNTS,
  VALUE_SQUARES,
  VALUE_SUMS,
  VALUE_TALLIES,
} from '../element-segments';
import { wholeOf } from './element-bins';
import { channels, elementSegment, input, LOGITS } from './element-memory';
import { addPair, addTo } from './logit-statistics';
import { HALF_LIMIT, SATURATED_LOGIT } from './sizes';

/** Values that are looked at together. */
const GROUP: i32 = 512;

/** The values as given, as ValueStatistics adds them. */
export function addValues(values: usize, rows: i32): void {
  if (channels === 1) {
    addChannel(values, rows);
  } else {
    for (let row = 0; row < rows; row++) {
      const start = values + ((<usize>row * <usize>channels) << 3);
      for (let channel = 0; channel < channels; channel++) {
        addValue(load<f64>(start + ((<usize>channel) << 3)), channel);
      }
    }
  }
}

/** Of one channel, whose sums would wait for each other. */
function addChannel(values: usize, count: i32): void {
  for (let first = 0; first < count; first += GROUP) {
    const start = values + ((<usize>first) << 3);
    const length = min(GROUP, count - first);
    if (length === GROUP && addTame(start)) {
      continue;
    }
    for (let at = 0; at < length; at++) {
      addValue(load<f64>(start + ((<usize>at) << 3)), 0);
    }
  }
}

/** Adds a whole group of logits of one channel; false, and nothing is added, where one of them is saturated or not finite. */
function addTame(values: usize): bool {
  if (input !== LOGITS) {
    return false;
  }
  const end = values + ((<usize>GROUP) << 3);
  let smallest = f64x2.splat(Infinity);
  let largest = f64x2.splat(-Infinity);
  let sum = f64x2.splat(0);
  let other = f64x2.splat(0);
  let square = f64x2.splat(0);
  let otherSquare = f64x2.splat(0);
  let address = values;
  do {
    const one = v128.load(address);
    const next = v128.load(address, 16);
    // Unlike pmin and pmax, these keep NaN.
    smallest = f64x2.min(smallest, f64x2.min(one, next));
    largest = f64x2.max(largest, f64x2.max(one, next));
    sum = f64x2.add(sum, one);
    other = f64x2.add(other, next);
    square = f64x2.add(square, f64x2.mul(one, one));
    otherSquare = f64x2.add(otherSquare, f64x2.mul(next, next));
    address += 32;
  } while (address < end);
  const minimum = Math.min(f64x2.extract_lane(smallest, 0), f64x2.extract_lane(smallest, 1));
  const maximum = Math.max(f64x2.extract_lane(largest, 0), f64x2.extract_lane(largest, 1));
  if (!(minimum >= -SATURATED_LOGIT && maximum <= SATURATED_LOGIT)) {
    return false;
  }
  store<f64>(elementSegment(MINIMA), Math.min(load<f64>(elementSegment(MINIMA)), minimum));
  store<f64>(elementSegment(MAXIMA), Math.max(load<f64>(elementSegment(MAXIMA)), maximum));
  addTo(elementSegment(VALUE_COUNTS), <f64>GROUP);
  addPair(elementSegment(VALUE_SUMS), f64x2.add(sum, other));
  addPair(elementSegment(VALUE_SQUARES), f64x2.add(square, otherSquare));
  const bins = elementSegment(VALUE_BINS);
  address = values;
  do {
    const found = wholeOf(f64x2.mul(f64x2.add(v128.load(address), f64x2.splat(64)), f64x2.splat(2)));
    addTo(bins + ((<usize>i32x4.extract_lane(found, 0)) << 3), 1);
    addTo(bins + ((<usize>i32x4.extract_lane(found, 2)) << 3), 1);
    address += 16;
  } while (address < end);
  return true;
}

function addValue(value: f64, channel: i32): void {
  const tallies = elementSegment(VALUE_TALLIES);
  const size = Math.abs(value);
  if (size >= HALF_LIMIT) {
    addTo(tallies + 24, 1);
  }
  if (!Number.isFinite(value)) {
    if (Number.isNaN(value)) {
      addTo(tallies + 32, 1);
    } else {
      addTo(tallies + (value > 0 ? 40 : 48), 1);
    }
    return;
  }
  if (size > SATURATED_LOGIT) {
    addTo(tallies + 16, 1);
  }
  const entry = (<usize>channel) << 3;
  const minimum = elementSegment(MINIMA) + entry;
  const maximum = elementSegment(MAXIMA) + entry;
  if (value < load<f64>(minimum)) {
    store<f64>(minimum, value);
  }
  if (value > load<f64>(maximum)) {
    store<f64>(maximum, value);
  }
  addTo(elementSegment(VALUE_COUNTS) + entry, 1);
  addTo(elementSegment(VALUE_SUMS) + entry, value);
  addTo(elementSegment(VALUE_SQUARES) + entry, value * value);
  const low: f64 = input === LOGITS ? -64 : 0;
  const high: f64 = input === LOGITS ? 64 : 1;
  if (value < low) {
    addTo(tallies, 1);
  } else if (value > high) {
    addTo(tallies + 8, 1);
  } else {
    addTo(elementSegment(VALUE_BINS) + ((<usize>binOf(value)) << 3), 1);
  }
}

/** Half units of logits, and hundredths of probabilities. */
function binOf(value: f64): i32 {
  return input === LOGITS ? min(255, <i32>((value + 64) * 2)) : min(99, <i32>(value * 100));
}
