import { focalStarFrom, power } from '../../check/statistics/margin-losses';
import { exponentialOf, logarithmOfOnePlusShareOf } from './element-functions';
import {
  ALPHA,
  BALANCED,
  block,
  CONFIDENCE,
  CROSS_ENTROPY,
  DECAY,
  FOCAL,
  FOCAL_STAR,
  GRADIENT,
  gamma,
  LOGIT,
  MARGIN,
  PROBABILITY,
  SHARE,
  TARGET,
  WEIGHT,
} from './element-memory';

/**
 * Computes the loss terms of the block's elements, as SigmoidTerms does; of an odd number one more.
 * @param withWeights whether they are multiplied by the elements' weights
 */
export function computeTerms(length: i32, mayBeSoft: bool, withWeights: bool): void {
  if (length === 0) return;
  computeHardTerms(length);
  if (mayBeSoft) {
    for (let at = 0; at < length; at++) {
      const target = load<f64>(block + ((<usize>at) << 3), TARGET);
      if (target !== 0 && target !== 1) computeSoftTerm(block + ((<usize>at) << 3), target);
    }
  }
  if (withWeights) weigh(length);
}

/** The losses of hard targets, which depend on x_t alone. In short loops, of which the processor has several turns at work. */
function computeHardTerms(length: i32): void {
  const end = block + ((<usize>length) << 3);
  raise(end);
  takeLogarithms(end);
  if (gamma === 0) fill(end);
  else computeStars(end);
  computeLosses(end);
}

/** e^(−|x|). */
function raise(end: usize): void {
  let entry = block;
  do {
    v128.store(entry, exponentialOf(f64x2.neg(f64x2.abs(v128.load(entry, LOGIT)))), DECAY);
    entry += 16;
  } while (entry < end);
}

/** ln(1 + e^(−|x|)). */
function takeLogarithms(end: usize): void {
  let entry = block;
  do {
    v128.store(entry, logarithmOfOnePlusShareOf(v128.load(entry, DECAY)), SHARE);
    entry += 16;
  } while (entry < end);
}

/** There is no FL* for γ = 0. */
function fill(end: usize): void {
  for (let entry = block; entry < end; entry += 16) v128.store(entry, f64x2.splat(NaN), FOCAL_STAR);
}

/** ln(1 + e^(−γ |x|)) / γ, of which FL* consists besides. */
function computeStars(end: usize): void {
  const divisor = f64x2.splat(gamma);
  let entry = block;
  do {
    const decay = v128.load(entry, DECAY);
    const powerOfDecay =
      gamma === 2
        ? f64x2.mul(decay, decay)
        : gamma === 1
          ? decay
          : exponentialOf(f64x2.mul(f64x2.abs(v128.load(entry, LOGIT)), f64x2.splat(-gamma)));
    v128.store(entry, f64x2.div(logarithmOfOnePlusShareOf(powerOfDecay), divisor), FOCAL_STAR);
    entry += 16;
  } while (entry < end);
}

function computeLosses(end: usize): void {
  const one = f64x2.splat(1);
  const zero = f64x2.splat(0);
  const signs = i64x2.splat(i64.MIN_VALUE);
  const halves = gamma + gamma;
  const isInHalves = halves <= 32 && halves === Math.trunc(halves);
  let entry = block;
  do {
    const x = v128.load(entry, LOGIT);
    const isNegative = f64x2.eq(v128.load(entry, TARGET), zero);
    const margin = v128.xor(x, v128.and(signs, isNegative));
    const decay = v128.load(entry, DECAY);
    const large = f64x2.div(one, f64x2.add(one, decay));
    const small = f64x2.mul(decay, large);
    const isBehind = f64x2.lt(margin, zero);
    const behind = f64x2.pmax(zero, f64x2.neg(margin));
    const p = v128.bitselect(small, large, isBehind);
    const q = v128.bitselect(large, small, isBehind);
    const share = v128.load(entry, SHARE);
    const crossEntropy = f64x2.add(share, behind);
    const alpha = v128.load(entry, ALPHA);
    const modulating = isInHalves
      ? powerInHalves(q, <i32>halves)
      : // −ln q is the cross-entropy of the other target.
        exponentialOf(f64x2.mul(f64x2.splat(-gamma), f64x2.add(share, f64x2.pmax(zero, margin))));
    const modulated = f64x2.mul(alpha, modulating);
    const slope = f64x2.add(f64x2.mul(f64x2.mul(f64x2.splat(gamma), p), crossEntropy), q);
    v128.store(entry, margin, MARGIN);
    v128.store(entry, p, PROBABILITY);
    v128.store(entry, crossEntropy, CROSS_ENTROPY);
    v128.store(entry, f64x2.mul(alpha, crossEntropy), BALANCED);
    v128.store(entry, f64x2.mul(modulated, crossEntropy), FOCAL);
    v128.store(entry, f64x2.add(v128.load(entry, FOCAL_STAR), behind), FOCAL_STAR);
    // A larger logit makes the loss of a positive smaller.
    v128.store(entry, v128.xor(f64x2.mul(modulated, slope), v128.andnot(signs, isNegative)), GRADIENT);
    v128.store(entry, v128.bitselect(small, large, f64x2.lt(x, zero)), CONFIDENCE);
    entry += 16;
  } while (entry < end);
}

/** q^(halves / 2) by multiplications and a square root. */
function powerInHalves(q: v128, halves: i32): v128 {
  if (halves === 4) return f64x2.mul(q, q);
  let result = (halves & 1) === 1 ? f64x2.sqrt(q) : f64x2.splat(1);
  let factor = q;
  for (let rest = halves >>> 1; rest > 0; rest >>>= 1) {
    if ((rest & 1) === 1) result = f64x2.mul(result, factor);
    factor = f64x2.mul(factor, factor);
  }
  return result;
}

/** A target between 0 and 1, as torchvision's sigmoid_focal_loss takes it: p_t and α_t are interpolated. */
function computeSoftTerm(entry: usize, target: f64): void {
  const x = load<f64>(entry, LOGIT);
  const decay = Math.exp(-Math.abs(x));
  const p = (x >= 0 ? 1 : decay) / (1 + decay);
  const rest = (x >= 0 ? decay : 1) / (1 + decay);
  const missed = rest * target + p * (1 - target);
  const ahead = Math.max(x, 0) - x * target;
  const crossEntropy = Math.log1p(decay) + ahead;
  const alpha = load<f64>(entry, ALPHA);
  const slope = (2 * target - 1) * p * rest;
  const modulating = power(missed, gamma);
  const steepness = gamma === 0 ? 0 : gamma * power(missed, gamma - 1) * slope * crossEntropy;
  store<f64>(entry, NaN, MARGIN);
  store<f64>(entry, p * target + rest * (1 - target), PROBABILITY);
  store<f64>(entry, crossEntropy, CROSS_ENTROPY);
  store<f64>(entry, alpha * crossEntropy, BALANCED);
  store<f64>(entry, alpha * modulating * crossEntropy, FOCAL);
  store<f64>(entry, focalStarFrom(Math.abs(x), decay, gamma) + ahead, FOCAL_STAR);
  store<f64>(entry, alpha * (modulating * (p - target) - steepness), GRADIENT);
  store<f64>(entry, p, CONFIDENCE);
}

function weigh(length: i32): void {
  const end = block + ((<usize>length) << 3);
  for (let entry = block; entry < end; entry += 16) {
    const weight = v128.load(entry, WEIGHT);
    v128.store(entry, f64x2.mul(v128.load(entry, CROSS_ENTROPY), weight), CROSS_ENTROPY);
    v128.store(entry, f64x2.mul(v128.load(entry, BALANCED), weight), BALANCED);
    v128.store(entry, f64x2.mul(v128.load(entry, FOCAL), weight), FOCAL);
    v128.store(entry, f64x2.mul(v128.load(entry, FOCAL_STAR), weight), FOCAL_STAR);
    v128.store(entry, f64x2.mul(v128.load(entry, GRADIENT), weight), GRADIENT);
  }
}
