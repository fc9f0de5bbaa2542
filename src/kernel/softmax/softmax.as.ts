import { IGNORED_ROW } from '../../numerics/element-codes';
import { WITHOUT_LOSS } from '../../numerics/float-bin-layout';
import {
  BIN_BALANCED,
  BIN_COUNTS,
  BIN_CROSS_ENTROPY,
  BIN_FOCAL,
  BIN_GRADIENT,
  COUNTS,
  CROSS_ENTROPY,
  FOCAL,
  FOCAL_STAR,
  GRADIENT,
  PROBABILITY_BINS,
  RELIABILITY,
} from '../../numerics/row-segments';
import { INFINITY_BITS, largestOfLanes, maximumOfLanes } from '../simd/float-limits.as';
import {
  exponential,
  logarithm,
  logarithmOfOnePlus,
  logarithmOfOnePlusShare,
  power,
} from '../simd/functions.as';
import { upper } from '../simd/shuffles.as';
import { addLogits, addTo, countOdd } from '../sums/logit-statistics.as';
import { addOutcome } from '../sums/reliability.as';
import {
  alphas,
  background,
  classes,
  FOUR_ROWS,
  gamma,
  segment,
  TILE_ROWS,
  tailMask,
  tile,
  tileRows,
  vectors,
} from '../sums/row-memory.as';
import { BELOW, sumsOfRows, TIES } from './lane-sums.as';
import { placeRow } from './row-places.as';
import { sumRow } from './softmax-rows.as';
import {
  AHEAD,
  CONFIDENCE,
  CROSS_ENTROPIES,
  FOCAL_STARS,
  FOCALS,
  GRADIENTS,
  LARGEST,
  MARGIN,
  OUTCOME,
  PROBABILITY,
  REST,
  ROWS,
  SIZES,
  TARGETS,
} from './tile-columns.as';
import { exactRest, marginOfLeast, topClass } from './top-class.as';

/** Entry of ODD_VALUES. */
const IGNORED_ROWS: usize = 0;
/** Smallest Σ e^z of the classes below the top one that float32 represents well. */
const LEAST_REST: f32 = 1e-30;

/** Below this, e^x is not a normal float32. */
const LEAST_AHEAD: f32 = -87;

/** Address of the weights of the rows of a tile; null without them. */
let tileWeights: usize = 0;

/** Called for a row without a class or weight, or with logits that are not finite, with its index in the batch. */
declare function exception(place: i32): void;

/**
 * Adds rows of logits.
 * @param shifted the same logits; for rounded float64 the differences to the largest of their row
 * @param targets the class of each row, int32, or a negative code
 * @param margins receives x_t of each row, float32
 * @param codes receives the class of each row: negative, positive or `WITHOUT_LOSS`, one byte each
 * @param weights weight of each row, float64; null if all weights are one
 * @param withValues true to add the statistics of the logits
 */
export function addRows(
  logits: usize,
  shifted: usize,
  targets: usize,
  rows: i32,
  margins: usize,
  codes: usize,
  weights: usize,
  withValues: bool,
): void {
  const rowBytes = (<usize>classes) << 2;
  for (let first = 0; first < rows; first += tileRows) {
    const inTile = min(tileRows, rows - first);
    const tileLogits = logits + <usize>first * rowBytes;
    const tileShifted = shifted + <usize>first * rowBytes;
    let size = 0;
    for (let row = 0; row < inTile; row++) {
      size = max(size, measureRow(tileLogits + <usize>row * rowBytes, row));
    }
    if (withValues) {
      addLogits(tileLogits, inTile, size);
    }
    if (shifted !== logits) {
      memory.fill(tile + LARGEST, 0, 4 * TILE_ROWS);
    }
    let taken = 0;
    for (let row = 0; row < inTile; row++) {
      const place = first + row;
      const target = load<i32>(targets + ((<usize>place) << 2));
      store<u8>(codes + place, <u8>WITHOUT_LOSS);
      store<f32>(margins + ((<usize>place) << 2), 0);
      if (target === IGNORED_ROW) {
        countOdd(IGNORED_ROWS, 1);
      } else if (target < 0 || load<i32>(tile + SIZES + ((<usize>row) << 2)) >= INFINITY_BITS) {
        exception(place);
      } else {
        takeRow(tileShifted + <usize>row * rowBytes, target, row, taken++);
      }
    }
    tileWeights = weights === 0 ? 0 : weights + ((<usize>first) << 3);
    for (let at = 0; at < taken; at += FOUR_ROWS) {
      const count = min(FOUR_ROWS, taken - at);
      for (let lane = 0; lane < count; lane++) {
        sumRow(tileShifted, tile + ((<usize>(at + lane)) << 2), lane);
      }
      addTerms(tileShifted, margins + ((<usize>first) << 2), codes + first, at, count);
    }
  }
}

/** Finds the largest logit of a row and the bits of its largest |x|, which it returns. */
function measureRow(logits: usize, row: i32): i32 {
  const lowest = f32x4.splat(-Infinity);
  const all = i32x4.splat(0x7fffffff);
  const mask = v128.load(tailMask);
  const last = logits + ((<usize>(vectors - 1)) << 4);
  const rear = v128.load(last);
  let largest = v128.bitselect(rear, lowest, mask);
  let sizes = v128.and(v128.and(rear, all), mask);
  for (let address = logits; address < last; address += 16) {
    const values = v128.load(address);
    largest = f32x4.pmax(largest, values);
    sizes = i32x4.max_s(sizes, v128.and(values, all));
  }
  store<f32>(tile + LARGEST + ((<usize>row) << 2), maximumOfLanes(largest));
  const size = largestOfLanes(sizes);
  store<i32>(tile + SIZES + ((<usize>row) << 2), size);
  return size;
}

/** Stores in the tile the values that the losses of a row need beside its sums. */
function takeRow(logits: usize, target: i32, row: i32, at: i32): void {
  const largest = load<f32>(tile + LARGEST + ((<usize>row) << 2));
  const entry = tile + ((<usize>at) << 2);
  store<i32>(entry, row, ROWS);
  store<i32>(entry, target, TARGETS);
  store<f32>(entry, load<f32>(logits + ((<usize>target) << 2)) - largest, AHEAD);
  placeRow(logits, target, largest);
}

/**
 * Computes the losses of up to four rows of the tile.
 * @param margins address for the tile's first row, like `codes`
 */
function addTerms(logits: usize, margins: usize, codes: usize, at: i32, count: i32): void {
  const entry = tile + ((<usize>at) << 2);
  const one = f32x4.splat(1);
  const ahead = v128.load(entry, AHEAD);
  const isTop = f32x4.eq(ahead, f32x4.splat(0));
  sumOthers(logits, at, count, isTop);
  const rest = v128.load(entry, REST);
  const sum = f32x4.add(rest, one);
  // The probability of a target further behind is zero, whatever cross-entropy multiplies it.
  const weight = v128.and(exponential(ahead), f32x4.gt(ahead, f32x4.splat(LEAST_AHEAD)));
  const others = v128.bitselect(rest, f32x4.sub(sum, weight), isTop);
  const p = f32x4.div(weight, sum);
  const q = f32x4.div(others, sum);
  const crossEntropy = f32x4.sub(logarithmOfOnePlus(rest), ahead);
  const modulating = power(q, gamma);
  const slope = f32x4.add(f32x4.mul(f32x4.mul(f32x4.splat(gamma), p), crossEntropy), q);
  const given = v128.load(entry, MARGIN);
  const margin = v128.bitselect(given, f32x4.sub(ahead, logarithm(others)), f32x4.eq(given, given));
  v128.store(entry, margin, MARGIN);
  v128.store(entry, crossEntropy, CROSS_ENTROPIES);
  v128.store(entry, f32x4.mul(modulating, crossEntropy), FOCALS);
  v128.store(entry, focalStar(margin), FOCAL_STARS);
  v128.store(entry, f32x4.mul(modulating, slope), GRADIENTS);
  const pairs = tile + ((<usize>at) << 3);
  keepProbabilities(pairs, rest, weight);
  keepProbabilities(pairs + 16, upper(rest), upper(weight));
  for (let lane = 0; lane < count; lane++) {
    addTerm(margins, codes, at + lane);
  }
}

/** Stores the probabilities in float64, since simple ones such as 1/10 are edges of bins. */
function keepProbabilities(entry: usize, rest: v128, weight: v128): void {
  const one = f64x2.splat(1);
  const confidence = f64x2.div(one, f64x2.add(one, f64x2.promote_low_f32x4(rest)));
  v128.store(entry, confidence, CONFIDENCE);
  v128.store(entry, f64x2.mul(confidence, f64x2.promote_low_f32x4(weight)), PROBABILITY);
}

/** Σ e^z of all classes but the top one, for up to four rows, and a flag for a target that is the top class. */
function sumOthers(logits: usize, at: i32, count: i32, isTop: v128): void {
  const entry = tile + ((<usize>at) << 2);
  const one = f32x4.splat(1);
  const ties = sumsOfRows(TIES);
  // Without the top class's 1, so that small sums keep their digits.
  const rest = f32x4.add(sumsOfRows(BELOW), f32x4.sub(ties, one));
  v128.store(entry, rest, REST);
  v128.store(entry, v128.and(isTop, one), OUTCOME);
  v128.store(entry, f32x4.splat(NaN), MARGIN);
  const isSpecial = v128.or(f32x4.gt(ties, one), f32x4.lt(rest, f32x4.splat(LEAST_REST)));
  if (!v128.any_true(isSpecial)) {
    return;
  }
  for (let lane = 0; lane < count; lane++) {
    lookInto(logits, entry + ((<usize>lane) << 2));
  }
}

/** Handles rows beyond the range of float32, and finds the first of several top classes. */
function lookInto(logits: usize, entry: usize): void {
  const row = load<i32>(entry, ROWS);
  const rowLogits = logits + <usize>(row * classes * 4);
  const largest = load<f32>(tile + LARGEST + ((<usize>row) << 2));
  const isTop = load<f32>(entry, AHEAD) === 0;
  if (isTop && topClass(rowLogits, largest) !== load<i32>(entry, TARGETS)) {
    store<f32>(entry, 0, OUTCOME);
  }
  if (load<f32>(entry, REST) >= LEAST_REST) {
    return;
  }
  const rest = exactRest(rowLogits, largest);
  store<f32>(entry, <f32>rest, REST);
  if (isTop) {
    store<f32>(entry, marginOfLeast(rest), MARGIN);
  }
}

/** −log σ(γ x_t) / γ. */
function focalStar(margin: v128): v128 {
  const decay = exponential(f32x4.neg(f32x4.abs(f32x4.mul(margin, f32x4.splat(gamma)))));
  // γ x_t of a masked class may overflow float32, although x_t does not.
  const star = f32x4.div(logarithmOfOnePlusShare(decay), f32x4.splat(gamma));
  return f32x4.add(star, f32x4.pmax(f32x4.neg(margin), f32x4.splat(0)));
}

/** Adds the terms of one row of the tile. */
function addTerm(margins: usize, codes: usize, at: i32): void {
  const entry = tile + ((<usize>at) << 2);
  const place = <usize>load<i32>(entry, ROWS);
  const target = load<i32>(entry, TARGETS);
  const isNegative = target === background;
  store<f32>(margins + (place << 2), load<f32>(entry, MARGIN));
  store<u8>(codes + place, isNegative ? 0 : 1);
  const pair = tile + ((<usize>at) << 3);
  addOutcome(segment(RELIABILITY), load<f64>(pair, CONFIDENCE), <f64>load<f32>(entry, OUTCOME));
  const within = min(PROBABILITY_BINS - 1, <i32>(load<f64>(pair, PROBABILITY) * PROBABILITY_BINS));
  const weight: f64 = tileWeights === 0 ? 1 : load<f64>(tileWeights + (place << 3));
  const crossEntropy = weight * <f64>load<f32>(entry, CROSS_ENTROPIES);
  const focal = weight * <f64>load<f32>(entry, FOCALS);
  const gradient = Math.abs(weight) * <f64>load<f32>(entry, GRADIENTS);
  const group = (<usize>target) << 3;
  addTo(segment(COUNTS) + group, 1);
  addTo(segment(CROSS_ENTROPY) + group, crossEntropy);
  addTo(segment(FOCAL) + group, focal);
  addTo(segment(FOCAL_STAR) + group, weight * <f64>load<f32>(entry, FOCAL_STARS));
  addTo(segment(GRADIENT) + group, gradient);
  const alpha = load<f64>(alphas + group);
  const bin = (<usize>(isNegative ? within : within + PROBABILITY_BINS)) << 3;
  addTo(segment(BIN_COUNTS) + bin, 1);
  addTo(segment(BIN_CROSS_ENTROPY) + bin, crossEntropy);
  addTo(segment(BIN_BALANCED) + bin, alpha * crossEntropy);
  addTo(segment(BIN_FOCAL) + bin, alpha * focal);
  addTo(segment(BIN_GRADIENT) + bin, alpha * gradient);
}
