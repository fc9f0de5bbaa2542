import { exponentialOf, logarithmOf, logarithmOfOnePlusShareOf } from './element-functions';
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
  OF_BOTH,
  PROBABILITY,
  SHARE,
  TARGET,
  WEIGHT,
} from './element-memory';

/**
 * Computes the loss terms of the block's elements, as SigmoidTerms does; of an odd number one more. In short loops, of which
 * the processor has several turns at work.
 * @param mayBeSoft whether targets may lie between 0 and 1
 * @param withWeights whether the terms are multiplied by the elements' weights
 */
export function computeTerms(length: i32, mayBeSoft: bool, withWeights: bool): void {
  const end = block + ((<usize>length) << 3);
  raise(end);
  takeLogarithms(end);
  if (gamma === 0) {
    fill(end);
  } else {
    computeStars(end);
  }
  if (mayBeSoft) {
    computeSoftLosses(end);
  } else {
    computeHardLosses(end);
  }
  if (withWeights) {
    weigh(end);
  }
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
  for (let entry = block; entry < end; entry += 16) {
    v128.store(entry, f64x2.splat(NaN), FOCAL_STAR);
  }
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

/** The losses of hard targets, which depend on x_t alone. */
function computeHardLosses(end: usize): void {
  const one = f64x2.splat(1);
  const zero = f64x2.splat(0);
  const signs = i64x2.splat(i64.MIN_VALUE);
  const halves = halvesOfGamma();
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
    // −ln q is the cross-entropy of the other target.
    const modulating =
      halves >= 0
        ? powerInHalves(q, halves)
        : exponentialOf(f64x2.mul(f64x2.splat(-gamma), f64x2.add(share, f64x2.pmax(zero, margin))));
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

/** 2γ where a power comes from multiplications, else −1. */
function halvesOfGamma(): i32 {
  const halves = gamma + gamma;
  return halves <= 32 && halves === Math.trunc(halves) ? <i32>halves : -1;
}

/** q^(halves / 2) by multiplications and a square root. */
function powerInHalves(q: v128, halves: i32): v128 {
  if (halves === 4) {
    return f64x2.mul(q, q);
  }
  let result = (halves & 1) === 1 ? f64x2.sqrt(q) : f64x2.splat(1);
  let factor = q;
  for (let rest = halves >>> 1; rest > 0; rest >>>= 1) {
    if ((rest & 1) === 1) {
      result = f64x2.mul(result, factor);
    }
    factor = f64x2.mul(factor, factor);
  }
  return result;
}

/** Targets from 0 to 1, as torchvision's sigmoid_focal_loss takes them: p_t and α_t are interpolated. */
function computeSoftLosses(end: usize): void {
  const one = f64x2.splat(1);
  const zero = f64x2.splat(0);
  const signs = i64x2.splat(i64.MIN_VALUE);
  const focusing = f64x2.splat(gamma);
  const halves = halvesOfGamma();
  let entry = block;
  do {
    const x = v128.load(entry, LOGIT);
    const target = v128.load(entry, TARGET);
    const other = f64x2.sub(one, target);
    const decay = v128.load(entry, DECAY);
    const large = f64x2.div(one, f64x2.add(one, decay));
    const small = f64x2.mul(decay, large);
    const isBelow = f64x2.lt(x, zero);
    const p = v128.bitselect(small, large, isBelow);
    const rest = v128.bitselect(large, small, isBelow);
    const missedOfTarget = f64x2.mul(rest, target);
    const missedOfOther = f64x2.mul(p, other);
    const missed = f64x2.add(missedOfTarget, missedOfOther);
    const hit = f64x2.add(f64x2.mul(p, target), f64x2.mul(rest, other));
    const behind = f64x2.sub(f64x2.pmax(zero, x), f64x2.mul(x, target));
    const crossEntropy = f64x2.add(v128.load(entry, SHARE), behind);
    const alpha = v128.load(entry, ALPHA);
    const modulating =
      halves >= 0 ? powerInHalves(missed, halves) : exponentialOf(f64x2.mul(focusing, logarithmOf(missed)));
    const slope = f64x2.mul(f64x2.mul(f64x2.sub(target, other), p), rest);
    // Nothing is missed of a hard target that is far away, and then the slope is zero.
    const divisor = f64x2.pmax(missed, f64x2.splat(f64.MIN_NORMAL_VALUE));
    const steepness = f64x2.mul(
      f64x2.mul(focusing, f64x2.div(modulating, divisor)),
      f64x2.mul(slope, crossEntropy),
    );
    // p − target, without a difference of what may be almost the same.
    const distance = f64x2.sub(missedOfOther, missedOfTarget);
    const gradient = f64x2.sub(f64x2.mul(modulating, distance), steepness);
    const isNegative = f64x2.lt(target, f64x2.splat(0.5));
    const isHard = v128.or(f64x2.eq(target, zero), f64x2.eq(target, one));
    const margin = v128.xor(x, v128.and(signs, isNegative));
    const ofBoth = f64x2.sub(logarithmOf(hit), logarithmOf(f64x2.sub(one, hit)));
    v128.store(entry, margin, MARGIN);
    v128.store(entry, v128.bitselect(margin, ofBoth, isHard), OF_BOTH);
    v128.store(entry, hit, PROBABILITY);
    v128.store(entry, crossEntropy, CROSS_ENTROPY);
    v128.store(entry, f64x2.mul(alpha, crossEntropy), BALANCED);
    v128.store(entry, f64x2.mul(f64x2.mul(alpha, modulating), crossEntropy), FOCAL);
    v128.store(entry, f64x2.add(v128.load(entry, FOCAL_STAR), behind), FOCAL_STAR);
    v128.store(entry, f64x2.mul(alpha, gradient), GRADIENT);
    v128.store(entry, p, CONFIDENCE);
    entry += 16;
  } while (entry < end);
}

function weigh(end: usize): void {
  for (let entry = block; entry < end; entry += 16) {
    const weight = v128.load(entry, WEIGHT);
    v128.store(entry, f64x2.mul(v128.load(entry, CROSS_ENTROPY), weight), CROSS_ENTROPY);
    v128.store(entry, f64x2.mul(v128.load(entry, BALANCED), weight), BALANCED);
    v128.store(entry, f64x2.mul(v128.load(entry, FOCAL), weight), FOCAL);
    v128.store(entry, f64x2.mul(v128.load(entry, FOCAL_STAR), weight), FOCAL_STAR);
    v128.store(entry, f64x2.mul(v128.load(entry, GRADIENT), weight), GRADIENT);
  }
}
