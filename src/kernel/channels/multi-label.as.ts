import { IGNORED, IGNORED_ROW, NEGATIVE, OTHER, POSITIVE } from '../../numerics/element-codes';
import {
  BIN_BALANCED,
  BIN_FOCAL,
  BIN_GRADIENT,
  COUNTS,
  CROSS_ENTROPY,
  FOCAL,
  FOCAL_STAR,
  GRADIENT,
  NEGATIVE_COUNTS,
  NEGATIVE_CROSS_ENTROPY,
  NEGATIVE_FOCAL,
  NEGATIVE_FOCAL_STAR,
  NEGATIVE_GRADIENT,
  PROBABILITY_BINS,
} from '../../numerics/row-segments';
import { sigmoid } from '../../numerics/stable';
import { FAR_BITS, largestSize } from '../simd/float-limits.as';
import { exponential, isInHalves, logarithmOfOnePlusShare, power } from '../simd/functions.as';
import { rotated } from '../simd/shuffles.as';
import { addLogits, addTo, addToChannels } from '../sums/logit-statistics.as';
import { alphas, classes, FEW_ROWS, gamma, segment, tailMask, vectors } from '../sums/row-memory.as';

/** Distance from an edge in bins (hundredths). It exceeds the error of p_t, 3e-7. */
const NEAR_EDGE: f32 = 1e-4;

/** x_t and p_t of the current vector's elements, and their losses without α. */
let margin: v128 = i64x2.splat(0);
let probability: v128 = i64x2.splat(0);
let crossEntropy: v128 = i64x2.splat(0);
let focal: v128 = i64x2.splat(0);
let focalStar: v128 = i64x2.splat(0);
let gradient: v128 = i64x2.splat(0);

/**
 * Adds rows of logits with one loss per logit, by channel: the statistics of all logits, and the losses of those with a
 * target and a float bin.
 * @param codes target codes, one byte per logit
 * @param withValues true to add the statistics of the logits
 * @param withBins true to sum the losses with α by p_t too, because each channel has its own α
 */
export function addMultiLabelRows(
  logits: usize,
  codes: usize,
  rows: i32,
  withValues: bool,
  withBins: bool,
): void {
  const rowBytes = (<usize>classes) << 2;
  for (let first = 0; first < rows; first += FEW_ROWS) {
    const inTile = min(FEW_ROWS, rows - first);
    const tileLogits = logits + <usize>first * rowBytes;
    const tileCodes = codes + <usize>first * <usize>classes;
    if (withValues) {
      addLogits(tileLogits, inTile, largestSize(tileLogits, inTile * classes));
    }
    for (let vector = 0; vector < vectors; vector++) {
      addColumn(tileLogits, tileCodes, inTile, vector, withBins);
    }
  }
}

/** Writes the codes of all elements of rows with class indices. The class past the last one is the background. */
export function spreadClasses(targets: usize, codes: usize, rows: i32): void {
  const length = <usize>classes;
  for (let row = 0; row < rows; row++) {
    const target = load<i32>(targets + ((<usize>row) << 2));
    const start = codes + <usize>row * length;
    const rest = target >= 0 ? NEGATIVE : target === IGNORED_ROW ? IGNORED : OTHER;
    memory.fill(start, <u8>rest, length);
    if (target >= 0 && target < classes) {
      store<u8>(start + <usize>target, <u8>POSITIVE);
    }
  }
}

/** Adds the losses of four neighbouring channels of a tile. A float32 sum of eight values is accurate enough. */
function addColumn(logits: usize, codes: usize, rows: i32, vector: i32, withBins: bool): void {
  const inside = vector === vectors - 1 ? v128.load(tailMask) : i32x4.splat(-1);
  const rowBytes = (<usize>classes) << 2;
  let value = logits + ((<usize>vector) << 4);
  let code = codes + ((<usize>vector) << 2);
  let counts = i32x4.splat(0);
  let crossEntropies = f32x4.splat(0);
  let focals = f32x4.splat(0);
  let focalStars = f32x4.splat(0);
  let gradients = f32x4.splat(0);
  for (let row = 0; row < rows; row++) {
    const x = v128.load(value);
    const given = i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(v128.load32_zero(code)));
    value += rowBytes;
    code += <usize>classes;
    const size = v128.and(x, i32x4.splat(0x7fffffff));
    const isNear = v128.and(inside, i32x4.lt_s(size, i32x4.splat(FAR_BITS)));
    const isPositive = v128.and(isNear, i32x4.eq(given, i32x4.splat(POSITIVE)));
    const isNegative = v128.and(isNear, i32x4.eq(given, i32x4.splat(NEGATIVE)));
    setTerms(x, size, isPositive);
    counts = i32x4.sub(counts, isNegative);
    crossEntropies = f32x4.add(crossEntropies, v128.and(crossEntropy, isNegative));
    focals = f32x4.add(focals, v128.and(focal, isNegative));
    focalStars = f32x4.add(focalStars, v128.and(focalStar, isNegative));
    gradients = f32x4.add(gradients, v128.and(gradient, isNegative));
    if (v128.any_true(isPositive)) {
      addPositives(vector, isPositive);
    }
    if (withBins) {
      addToBins(vector, isPositive, isNegative);
    }
  }
  addToChannels(NEGATIVE_COUNTS, vector, f32x4.convert_i32x4_s(counts));
  addToChannels(NEGATIVE_CROSS_ENTROPY, vector, crossEntropies);
  addToChannels(NEGATIVE_FOCAL, vector, focals);
  addToChannels(NEGATIVE_FOCAL_STAR, vector, focalStars);
  addToChannels(NEGATIVE_GRADIENT, vector, gradients);
}

/** α of four elements. The host writes α of the positives of each channel, followed by α of the negatives. */
function alphaOf(vector: i32, isPositive: v128): v128 {
  const address = alphas + ((<usize>vector) << 4);
  return v128.bitselect(v128.load(address), v128.load(address + ((<usize>vectors) << 4)), isPositive);
}

/** Adds the losses with α of four elements to the bins of their p_t. */
function addToBins(vector: i32, isPositive: v128, isNegative: v128): void {
  const isTaken = v128.or(isPositive, isNegative);
  const alpha = alphaOf(vector, isPositive);
  let balanced = f32x4.mul(alpha, crossEntropy);
  let alphaFocal = f32x4.mul(alpha, focal);
  let alphaGradient = f32x4.mul(f32x4.abs(alpha), gradient);
  let bins = i32x4.add(binsOfProbability(isTaken), v128.and(isPositive, i32x4.splat(PROBABILITY_BINS)));
  const lanes = i32x4.bitmask(isTaken);
  for (let lane = 1; lane < 16; lane <<= 1) {
    if ((lanes & lane) !== 0) {
      const entry = (<usize>i32x4.extract_lane(bins, 0)) << 3;
      addTo(segment(BIN_BALANCED) + entry, <f64>f32x4.extract_lane(balanced, 0));
      addTo(segment(BIN_FOCAL) + entry, <f64>f32x4.extract_lane(alphaFocal, 0));
      addTo(segment(BIN_GRADIENT) + entry, <f64>f32x4.extract_lane(alphaGradient, 0));
    }
    bins = rotated(bins);
    balanced = rotated(balanced);
    alphaFocal = rotated(alphaFocal);
    alphaGradient = rotated(alphaGradient);
  }
}

/**
 * The bins of p_t. Close to an edge, where the rounding of float32 matters, p_t is computed in float64 like the counts: an
 * untrained detector gives all its elements p_t = 0.99.
 */
function binsOfProbability(isTaken: v128): v128 {
  const scaled = f32x4.mul(probability, f32x4.splat(<f32>PROBABILITY_BINS));
  let bins = i32x4.min_s(i32x4.trunc_sat_f32x4_s(scaled), i32x4.splat(PROBABILITY_BINS - 1));
  const edge = f32x4.nearest(scaled);
  const isInner = v128.and(
    f32x4.gt(edge, f32x4.splat(0)),
    f32x4.lt(edge, f32x4.splat(<f32>PROBABILITY_BINS)),
  );
  const isNear = f32x4.lt(f32x4.abs(f32x4.sub(scaled, edge)), f32x4.splat(NEAR_EDGE));
  if (!v128.any_true(v128.and(isInner, isNear))) {
    return bins;
  }
  // Elements that are not taken may be NaN, which has no bin.
  const x = v128.and(margin, isTaken);
  bins = i32x4.replace_lane(bins, 0, binOf(f32x4.extract_lane(x, 0)));
  bins = i32x4.replace_lane(bins, 1, binOf(f32x4.extract_lane(x, 1)));
  bins = i32x4.replace_lane(bins, 2, binOf(f32x4.extract_lane(x, 2)));
  return i32x4.replace_lane(bins, 3, binOf(f32x4.extract_lane(x, 3)));
}

function binOf(x: f32): i32 {
  return min(PROBABILITY_BINS - 1, <i32>(sigmoid(<f64>x) * PROBABILITY_BINS));
}

function addPositives(vector: i32, isPositive: v128): void {
  addToChannels(COUNTS, vector, v128.and(f32x4.splat(1), isPositive));
  addToChannels(CROSS_ENTROPY, vector, v128.and(crossEntropy, isPositive));
  addToChannels(FOCAL, vector, v128.and(focal, isPositive));
  addToChannels(FOCAL_STAR, vector, v128.and(focalStar, isPositive));
  addToChannels(GRADIENT, vector, v128.and(gradient, isPositive));
}

/**
 * Computes the losses of four elements.
 * @param size |x|
 */
function setTerms(x: v128, size: v128, isPositive: v128): void {
  const one = f32x4.splat(1);
  // x_t is x for positives and −x for negatives.
  margin = v128.xor(x, v128.andnot(i32x4.splat(i32.MIN_VALUE), isPositive));
  const behind = f32x4.pmax(f32x4.neg(margin), f32x4.splat(0));
  const decay = exponential(f32x4.neg(size));
  const large = f32x4.div(one, f32x4.add(one, decay));
  const small = f32x4.mul(decay, large);
  const isBehind = f32x4.lt(margin, f32x4.splat(0));
  const p = v128.bitselect(small, large, isBehind);
  const q = v128.bitselect(large, small, isBehind);
  probability = p;
  crossEntropy = f32x4.add(logarithmOfOnePlusShare(decay), behind);
  const modulating = power(q, gamma);
  focal = f32x4.mul(modulating, crossEntropy);
  const slope = f32x4.add(f32x4.mul(f32x4.mul(f32x4.splat(gamma), p), crossEntropy), q);
  gradient = f32x4.mul(modulating, slope);
  // −log σ(γ x_t) / γ. A small γ needs e^(−γ |x|) where e^(−|x|) underflows in float32.
  const scaledDecay = isInHalves(gamma)
    ? power(decay, gamma)
    : exponential(f32x4.mul(size, f32x4.splat(-gamma)));
  const star = f32x4.mul(logarithmOfOnePlusShare(scaledDecay), f32x4.splat(1 / gamma));
  focalStar = f32x4.add(star, behind);
}
