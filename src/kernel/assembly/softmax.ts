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
} from '../row-segments';
import { exponential, logarithm, logarithmOfOnePlus, power } from './functions';
import { addAnyLogits, addLogits, addTally, addTo, HALF_LIMIT_BITS, TAME_BITS } from './logit-statistics';
import { addOutcome } from './reliability';
import {
  alphas,
  background,
  classes,
  exponentials,
  gamma,
  segment,
  TILE_ROWS,
  tailMask,
  tile,
  vectors,
} from './row-memory';
import { below, sumRow, tied } from './softmax-row';
import { addTemperatures } from './temperatures';

const INFINITY_BITS: i32 = 0x7f800000;
/** Class codes of rows that have no class: ignored, and something else, which the host looks into. */
const IGNORED: i32 = -1;
/** Entry of TALLIES. */
const IGNORED_ROWS: usize = 0;
/** What `addToCells` takes for an element without a loss. */
const WITHOUT_LOSS: u8 = 2;
/** x_t of an example to which no other class leaves anything: the largest finite −log p in float64. */
const LARGEST_MARGIN: f32 = 745;
/** Σ e^z of the classes below the top one, from which on float32 holds it well. */
const LEAST_REST: f64 = 1e-30;

/** Columns of the tile: of each row its largest logit and the bits of its largest |x|; then of those with a loss. */
const LARGEST: usize = 0;
const SIZES: usize = 4 * TILE_ROWS;
const REST: usize = 8 * TILE_ROWS;
const OTHERS: usize = 12 * TILE_ROWS;
const AHEAD: usize = 16 * TILE_ROWS;
const EXPONENTIAL: usize = 20 * TILE_ROWS;
const ROWS: usize = 24 * TILE_ROWS;
const BINS: usize = 28 * TILE_ROWS;
const MARGIN: usize = 32 * TILE_ROWS;

/** Told of a row whose target has no class or whose logits are not finite, by its place in the batch. */
declare function exception(place: i32): void;

/**
 * Adds rows of logits.
 * @param targets the class of each row, int32, or a code below zero
 * @param margins where x_t of each row is written, float32, negated for rows of the background
 * @param codes where the code of each row for `addToCells` is written, one byte
 */
export function addRows(logits: usize, targets: usize, rows: i32, margins: usize, codes: usize): void {
  const rowBytes = (<usize>classes) << 2;
  for (let first = 0; first < rows; first += TILE_ROWS) {
    const inTile = min(TILE_ROWS, rows - first);
    const tileLogits = logits + <usize>first * rowBytes;
    let size = 0;
    for (let row = 0; row < inTile; row++) {
      size = max(size, measureRow(tileLogits + <usize>row * rowBytes, row));
    }
    if (size < HALF_LIMIT_BITS) addLogits(tileLogits, inTile, size <= TAME_BITS);
    else for (let row = 0; row < inTile; row++) addAnyLogits(tileLogits + <usize>row * rowBytes);
    let taken = 0;
    for (let row = 0; row < inTile; row++) {
      const place = first + row;
      const target = load<i32>(targets + ((<usize>place) << 2));
      store<u8>(codes + place, WITHOUT_LOSS);
      store<f32>(margins + ((<usize>place) << 2), 0);
      if (target === IGNORED) addTally(IGNORED_ROWS, 1);
      else if (target < 0 || load<i32>(tile + SIZES + ((<usize>row) << 2)) >= INFINITY_BITS) exception(place);
      else takeRow(tileLogits + <usize>row * rowBytes, target, row, taken++);
    }
    for (let at = 0; at < taken; at += 4) addTerms(targets, margins, codes, first, at, min(4, taken - at));
  }
}

/** Finds the largest logit of a row and the bits of its largest |x|, which it returns. */
function measureRow(logits: usize, row: i32): i32 {
  const lowest = f32x4.splat(-Infinity);
  const all = i32x4.splat(0x7fffffff);
  const last = vectors - 1;
  let largest = lowest;
  let sizes = i32x4.splat(0);
  for (let vector = 0; vector < last; vector++) {
    const values = v128.load(logits + ((<usize>vector) << 4));
    largest = f32x4.pmax(largest, values);
    sizes = i32x4.max_s(sizes, v128.and(values, all));
  }
  const mask = v128.load(tailMask);
  const values = v128.load(logits + ((<usize>last) << 4));
  largest = f32x4.pmax(largest, v128.bitselect(values, lowest, mask));
  sizes = i32x4.max_s(sizes, v128.and(v128.and(values, all), mask));
  store<f32>(tile + LARGEST + ((<usize>row) << 2), maximumOfLanes(largest));
  const size = max(
    max(i32x4.extract_lane(sizes, 0), i32x4.extract_lane(sizes, 1)),
    max(i32x4.extract_lane(sizes, 2), i32x4.extract_lane(sizes, 3)),
  );
  store<i32>(tile + SIZES + ((<usize>row) << 2), size);
  return size;
}

function maximumOfLanes(values: v128): f32 {
  return max(
    max(f32x4.extract_lane(values, 0), f32x4.extract_lane(values, 1)),
    max(f32x4.extract_lane(values, 2), f32x4.extract_lane(values, 3)),
  );
}

/** The softmax of a row: its parts that the losses rest on go to the tile, the rest is added up. */
function takeRow(logits: usize, target: i32, row: i32, at: i32): void {
  const largest = load<f32>(tile + LARGEST + ((<usize>row) << 2));
  sumRow(logits, largest);
  // Everything but the top class: its own 1 stays out, so that nothing near zero is lost.
  let rest = below + <f64>(tied - 1);
  if (rest < LEAST_REST) rest = exactRest(logits, largest);
  const ahead = <f64>load<f32>(logits + ((<usize>target) << 2)) - <f64>largest;
  const weight = <f64>load<f32>(exponentials + ((<usize>target) << 2));
  const others = ahead === 0 ? rest : 1 + rest - weight;
  const outcome: f64 = ahead === 0 && (tied === 1 || isFirst(logits, target, largest)) ? 1 : 0;
  addOutcome(segment(RELIABILITY), 1 / (1 + rest), outcome);
  addTemperatures(ahead, outcome);
  const entry = tile + ((<usize>at) << 2);
  store<f32>(entry, <f32>rest, REST);
  store<f32>(entry, <f32>others, OTHERS);
  store<f32>(entry, <f32>ahead, AHEAD);
  store<f32>(entry, <f32>weight, EXPONENTIAL);
  store<f32>(entry, others < LEAST_REST ? marginOfLeast(others) : NaN, MARGIN);
  store<i32>(entry, row, ROWS);
  const bin = <i32>((weight / (1 + rest)) * PROBABILITY_BINS);
  store<i32>(entry, min(PROBABILITY_BINS - 1, bin), BINS);
}

/** x_t of a top class that leaves others next to nothing. */
function marginOfLeast(others: f64): f32 {
  return others > 0 ? <f32>-Math.log(others) : LARGEST_MARGIN;
}

/** As `rest`, in float64, for rows whose other classes are so far behind that float32 does not reach. */
function exactRest(logits: usize, largest: f32): f64 {
  // The top class's own 1 is taken off again; where it is alone at the top, nothing else has a first digit to lose.
  let tied = -1;
  let rest: f64 = 0;
  for (let channel = 0; channel < classes; channel++) {
    const behind = <f64>load<f32>(logits + ((<usize>channel) << 2)) - <f64>largest;
    if (behind === 0) tied++;
    else rest += Math.exp(behind);
  }
  return rest + <f64>tied;
}

/** Whether no class before has the same logit. */
function isFirst(logits: usize, target: i32, largest: f32): bool {
  for (let before = 0; before < target; before++) {
    if (load<f32>(logits + ((<usize>before) << 2)) === largest) return false;
  }
  return true;
}

/** The losses of up to four rows of the tile. */
function addTerms(targets: usize, margins: usize, codes: usize, first: i32, at: i32, count: i32): void {
  const entry = tile + ((<usize>at) << 2);
  const rest = v128.load(entry, REST);
  const others = v128.load(entry, OTHERS);
  const ahead = v128.load(entry, AHEAD);
  const sum = f32x4.add(rest, f32x4.splat(1));
  const p = f32x4.div(v128.load(entry, EXPONENTIAL), sum);
  const q = f32x4.div(others, sum);
  const crossEntropy = f32x4.sub(logarithmOfOnePlus(rest), ahead);
  const modulating = power(q, gamma);
  const focal = f32x4.mul(modulating, crossEntropy);
  const slope = f32x4.add(f32x4.mul(f32x4.mul(f32x4.splat(gamma), p), crossEntropy), q);
  const gradient = f32x4.mul(modulating, slope);
  const given = v128.load(entry, MARGIN);
  const margin = v128.bitselect(given, f32x4.sub(ahead, logarithm(others)), f32x4.eq(given, given));
  const star = focalStar(margin);
  for (let lane = 0; lane < count; lane++) {
    const place = first + load<i32>(entry + ((<usize>lane) << 2), ROWS);
    const target = load<i32>(targets + ((<usize>place) << 2));
    addTerm(
      target,
      load<i32>(entry + ((<usize>lane) << 2), BINS),
      laneOf(crossEntropy, lane),
      laneOf(focal, lane),
      laneOf(star, lane),
      laneOf(gradient, lane),
    );
    const isNegative = target === background;
    const signed = <f32>laneOf(margin, lane);
    store<f32>(margins + ((<usize>place) << 2), isNegative ? -signed : signed);
    store<u8>(codes + place, isNegative ? 0 : 1);
  }
}

/** −log σ(γ x_t) / γ. */
function focalStar(margin: v128): v128 {
  const scaled = f32x4.mul(margin, f32x4.splat(gamma));
  const decay = exponential(f32x4.neg(f32x4.abs(scaled)));
  const loss = f32x4.add(logarithmOfOnePlus(decay), f32x4.pmax(f32x4.neg(scaled), f32x4.splat(0)));
  return f32x4.div(loss, f32x4.splat(gamma));
}

function laneOf(values: v128, lane: i32): f64 {
  if (lane === 0) return <f64>f32x4.extract_lane(values, 0);
  if (lane === 1) return <f64>f32x4.extract_lane(values, 1);
  if (lane === 2) return <f64>f32x4.extract_lane(values, 2);
  return <f64>f32x4.extract_lane(values, 3);
}

function addTerm(target: i32, within: i32, crossEntropy: f64, focal: f64, star: f64, gradient: f64): void {
  const entry = (<usize>target) << 3;
  addTo(segment(COUNTS) + entry, 1);
  addTo(segment(CROSS_ENTROPY) + entry, crossEntropy);
  addTo(segment(FOCAL) + entry, focal);
  addTo(segment(FOCAL_STAR) + entry, star);
  addTo(segment(GRADIENT) + entry, gradient);
  const alpha = load<f64>(alphas + entry);
  const bin = (<usize>(target === background ? within : within + PROBABILITY_BINS)) << 3;
  addTo(segment(BIN_COUNTS) + bin, 1);
  addTo(segment(BIN_CROSS_ENTROPY) + bin, crossEntropy);
  addTo(segment(BIN_BALANCED) + bin, alpha * crossEntropy);
  addTo(segment(BIN_FOCAL) + bin, alpha * focal);
  addTo(segment(BIN_GRADIENT) + bin, alpha * gradient);
}
