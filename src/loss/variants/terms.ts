import { sigmoid as logistic, modulatingFactor } from '../../numerics/stable';
import { alphaOfTarget } from '../binary';
import { type Dual, negative, plus, power, scaled, sigmoid, softplus, times } from './dual';
import type { VariantParameters } from './variant';

/*
 * The terms that the formulas of variants are made of. A target y in between 0 and 1 is taken as
 * torchvision.ops.sigmoid_focal_loss takes it: p_t = p y + (1 − p)(1 − y).
 */

/** Cross-entropy −y log p − (1 − y) log(1 − p). */
export function crossEntropyOf(x: Dual, target: number): Dual {
  return mixed(target, softplus(negative(x)), softplus(x));
}

/** p_t. */
function probabilityOfTarget(x: Dual, target: number): Dual {
  return mixed(target, sigmoid(x), sigmoid(negative(x)));
}

/** 1 − p_t, without a subtraction. */
export function missingProbability(x: Dual, target: number): Dual {
  return probabilityOfTarget(negative(x), target);
}

/** The modulating factor (1 − p_t)^γ. */
export function modulationOf(x: Dual, target: number, gamma: number): Dual {
  if (target === 1) {
    return powerOfSigmoid(negative(x), gamma);
  }
  return target === 0 ? powerOfSigmoid(x, gamma) : power(missingProbability(x, target), gamma);
}

/** σ(x)^γ, whose slope γ σ(x)^γ σ(−x) stays finite for every γ. */
export function powerOfSigmoid(x: Dual, gamma: number): Dual {
  const value = modulatingFactor(-x.value, gamma);
  return { value, slope: x.slope * gamma * value * logistic(-x.value) };
}

/** y times what positives have plus 1 − y times what negatives have. */
export function mixed(target: number, ofPositive: Dual, ofNegative: Dual): Dual {
  if (target === 1) {
    return ofPositive;
  }
  return target === 0 ? ofNegative : plus(scaled(ofPositive, target), scaled(ofNegative, 1 - target));
}

/** The focal loss −α_t (1 − p_t)^γ log p_t. */
export function focalOf(x: Dual, target: number, { alpha, gamma }: VariantParameters): Dual {
  const modulated = times(modulationOf(x, target, gamma), crossEntropyOf(x, target));
  return scaled(modulated, alphaOfTarget(alpha, target));
}
