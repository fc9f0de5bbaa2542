import {
  BINS_EACH_WAY,
  BINS_PER_OCTAVE,
  binOf,
  centreOf,
  LINEAR_LIMIT,
  limitedMargin,
} from '../../check/statistics/margin-bins';
import { PROBABILITY_BINS, RELIABILITY_BINS } from '../row-segments';
import {
  BIN,
  BIN_OF_BOTH,
  block,
  CONFIDENCE,
  DISTANCE,
  DISTANCE_OF_BOTH,
  MARGIN,
  MARGIN_BIN,
  OF_BOTH,
  OUTCOME_BIN,
  PROBABILITY,
  TARGET,
} from './element-memory';

/** Added to a whole number below 2^31, it leaves that in the lowest bits of a float64. */
const WHOLE: f64 = 4503599627370496;

/** Up to |x_t| = 16. */
const BINS_PER_UNIT: f64 = <f64>BINS_PER_OCTAVE / LINEAR_LIMIT;

/** The whole numbers below two float64 that are not negative, to be stored as int32 eight bytes apart. */
export function wholeOf(values: v128): v128 {
  return f64x2.add(f64x2.floor(values), f64x2.splat(WHOLE));
}

/** Says in which bins the block's elements are counted. */
export function findBins(length: i32, mayBeSoft: bool): void {
  const end = block + ((<usize>length) << 3);
  findShares(end);
  findMargins(end, MARGIN, MARGIN_BIN, DISTANCE);
  if (mayBeSoft) {
    findMargins(end, OF_BOTH, BIN_OF_BOTH, DISTANCE_OF_BOTH);
  }
}

/** The bins of p_t and of the confidence. */
function findShares(end: usize): void {
  const ofPositives = f64x2.splat(PROBABILITY_BINS);
  const lastOfProbability = f64x2.splat(PROBABILITY_BINS - 1);
  const lastOfConfidence = f64x2.splat(RELIABILITY_BINS - 1);
  let entry = block;
  do {
    const isPositive = f64x2.ge(v128.load(entry, TARGET), f64x2.splat(0.5));
    const ofProbability = f64x2.floor(f64x2.mul(v128.load(entry, PROBABILITY), ofPositives));
    const ofSide = f64x2.add(f64x2.pmin(lastOfProbability, ofProbability), v128.and(ofPositives, isPositive));
    v128.store(entry, wholeOf(ofSide), BIN);
    const ofConfidence = f64x2.mul(v128.load(entry, CONFIDENCE), f64x2.splat(RELIABILITY_BINS));
    v128.store(entry, wholeOf(f64x2.pmin(lastOfConfidence, ofConfidence)), OUTCOME_BIN);
    entry += 16;
  } while (entry < end);
}

/** The bins of a column like x_t, and how far each is from the centre of its bin. */
function findMargins(end: usize, margins: usize, bins: usize, distances: usize): void {
  const half = f64x2.splat(0.5);
  let farthest = f64x2.splat(0);
  let entry = block;
  do {
    const margin = v128.load(entry + margins);
    const size = f64x2.abs(margin);
    farthest = f64x2.pmax(farthest, size);
    const step = f64x2.floor(f64x2.mul(size, f64x2.splat(BINS_PER_UNIT)));
    const distance = f64x2.sub(size, f64x2.mul(f64x2.add(step, half), f64x2.splat(1 / BINS_PER_UNIT)));
    // Zero is not below, whichever it is.
    const isBelow = f64x2.lt(margin, f64x2.splat(0));
    const sign = v128.and(isBelow, i64x2.splat(i64.MIN_VALUE));
    v128.store(entry + distances, v128.xor(distance, sign));
    const above = f64x2.add(f64x2.splat(BINS_EACH_WAY), step);
    const below = f64x2.sub(f64x2.splat(BINS_EACH_WAY - 1), step);
    v128.store(entry + bins, wholeOf(v128.bitselect(below, above, isBelow)));
    entry += 16;
  } while (entry < end);
  const size = Math.max(f64x2.extract_lane(farthest, 0), f64x2.extract_lane(farthest, 1));
  if (size < LINEAR_LIMIT) {
    return;
  }
  for (entry = block; entry < end; entry += 8) {
    const margin = load<f64>(entry + margins);
    if (Math.abs(margin) >= LINEAR_LIMIT) {
      placeFar(entry, margin, bins, distances);
    }
  }
}

/** The same of one beyond 16. */
function placeFar(entry: usize, exact: f64, bins: usize, distances: usize): void {
  const margin = limitedMargin(exact);
  const bin = binOf(margin);
  store<f64>(entry + distances, margin - centreOf(bin));
  store<i32>(entry + bins, <i32>bin);
}

/** The bin of the opposite of what lies in a bin, unless that is zero, which has no opposite. */
export function oppositeOf(bin: i32): i32 {
  return 2 * BINS_EACH_WAY - 1 - bin;
}
