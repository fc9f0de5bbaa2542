import { BINS, GROUPS, HARDEST, HARDEST_ENTRIES, RELIABILITY } from '../element-segments';
import {
  BALANCED,
  BIN,
  block,
  CONFIDENCE,
  CROSS_ENTROPY,
  channels,
  elementSegment,
  FOCAL,
  FOCAL_STAR,
  GRADIENT,
  GROUP,
  OUTCOME_BIN,
  PLACE,
  PROBABILITY,
  TARGET,
} from './element-memory';
import { KEPT } from './hardest';
import { addPair, addTo } from './logit-statistics';

/** Adds the terms of the block, as `Statistics.addBlock` does, but for the histograms of x_t. */
export function addTerms(length: i32, first: f64): void {
  addSums(length);
  considerHardest(length, first);
}

/**
 * The losses by p_t and by channel, and the reliability. In one loop: what is added to one place waits for each other, what
 * is added to several does not. The losses of a single channel are those of its bins, which the host adds up.
 */
function addSums(length: i32): void {
  const bins = elementSegment(BINS);
  const groups = elementSegment(GROUPS);
  const outcomes = elementSegment(RELIABILITY);
  const one = f64x2.splat(1);
  const all = i64x2.splat(i64.MAX_VALUE);
  const isOneChannel = channels === 1;
  const end = block + ((<usize>length) << 3);
  for (let entry = block; entry < end; entry += 8) {
    const first = v128.load64_lane(entry, one, 1, CROSS_ENTROPY);
    const second = v128.load64_lane(entry, v128.load64_zero(entry, BALANCED), 1, FOCAL);
    const third = v128.load64_lane(entry, v128.and(v128.load64_zero(entry, GRADIENT), all), 1, FOCAL_STAR);
    addRecord(bins + <usize>(48 * load<i32>(entry, BIN)), first, second, third);
    if (!isOneChannel) {
      addRecord(groups + <usize>(48 * load<i32>(entry, GROUP)), first, second, third);
    }
    const outcome = outcomes + <usize>(32 * load<i32>(entry, OUTCOME_BIN));
    addPair(outcome, v128.load64_lane(entry, one, 1, CONFIDENCE));
    addTo(outcome + 16, load<f64>(entry, TARGET));
  }
}

function addRecord(address: usize, first: v128, second: v128, third: v128): void {
  addPair(address, first);
  addPair(address + 16, second);
  addPair(address + 32, third);
}

/** The terms with the largest cross-entropy, hardest first; of equals the first stays first. */
function considerHardest(length: i32, first: f64): void {
  const end = block + ((<usize>length) << 3);
  let limits0 = hardestLimit(0);
  let limits1 = hardestLimit(1);
  for (let entry = block; entry < end; entry += 8) {
    const side = load<i32>(entry, GROUP) & 1;
    if (load<f64>(entry, CROSS_ENTROPY) <= (side === 1 ? limits1 : limits0)) {
      continue;
    }
    insert(side, entry, first);
    limits0 = hardestLimit(0);
    limits1 = hardestLimit(1);
  }
}

function listOf(side: i32): usize {
  return elementSegment(HARDEST) + <usize>(8 * HARDEST_ENTRIES * side);
}

/** A cross-entropy must be larger than this to be among the hardest. */
function hardestLimit(side: i32): f64 {
  const list = listOf(side);
  const length = <i32>load<f64>(list);
  return length < KEPT ? -Infinity : load<f64>(list + ((<usize>(4 * length)) << 3));
}

function insert(side: i32, entry: usize, first: f64): void {
  const list = listOf(side);
  const crossEntropy = load<f64>(entry, CROSS_ENTROPY);
  const length = <i32>load<f64>(list);
  let place = length;
  while (place > 0 && load<f64>(list + ((<usize>(4 * place)) << 3)) < crossEntropy) {
    place--;
  }
  const kept = min(length + 1, KEPT);
  const from = list + 8 + ((<usize>(4 * place)) << 3);
  memory.copy(from + 32, from, (<usize>(kept - 1 - place)) << 5);
  store<f64>(from, first + <f64>load<i32>(entry, PLACE));
  store<f64>(from, load<f64>(entry, TARGET), 8);
  store<f64>(from, load<f64>(entry, PROBABILITY), 16);
  store<f64>(from, crossEntropy, 24);
  store<f64>(list, <f64>kept);
}
