import { modulatingFactor, sigmoid, softplus } from '../numerics/stable';
import type { FocalParameters } from './parameters';

/*
 * Losses of one logit x and one target y, in nats; derivatives are by x. A hard target is exactly 0 or 1. A soft
 * target in between is taken as torchvision.ops.sigmoid_focal_loss and optax.losses.sigmoid_focal_loss take it:
 * p_t = p y + (1 − p)(1 − y) and α_t = α y + (1 − α)(1 − y), which for hard targets are the paper's.
 * These functions sit in hot loops, so they do not check their parameters, whose ranges are in parameters.ts.
 */

/** Cross-entropy −y log p − (1 − y) log(1 − p) (Lin et al. 2017, eq. 1). */
export function crossEntropy(logit: number, target: number): number {
  if (target === 1) {
    return softplus(-logit);
  }
  if (target === 0) {
    return softplus(logit);
  }
  return target * softplus(-logit) + (1 - target) * softplus(logit);
}

/** dCE/dx = p − y. */
export function crossEntropyGradient(logit: number, target: number): number {
  if (target === 1) {
    return -sigmoid(-logit);
  }
  if (target === 0) {
    return sigmoid(logit);
  }
  return (1 - target) * sigmoid(logit) - target * sigmoid(-logit);
}

/** α_t: α for positives, 1 − α for negatives, 1 when α is off. */
export function alphaOfTarget(alpha: number | null, target: number): number {
  return alpha === null ? 1 : alpha * target + (1 - alpha) * (1 - target);
}

/** α-balanced cross-entropy −α_t log p_t (eq. 3). */
export function alphaBalancedCrossEntropy(logit: number, target: number, alpha: number | null): number {
  return alphaOfTarget(alpha, target) * crossEntropy(logit, target);
}

/** d/dx of the α-balanced cross-entropy. */
export function alphaBalancedCrossEntropyGradient(
  logit: number,
  target: number,
  alpha: number | null,
): number {
  return alphaOfTarget(alpha, target) * crossEntropyGradient(logit, target);
}

/** Focal loss −α_t (1 − p_t)^γ log p_t (eq. 5; eq. 4 when α is null). */
export function focalLoss(logit: number, target: number, { alpha, gamma }: FocalParameters): number {
  return alphaOfTarget(alpha, target) * modulation(logit, target, gamma) * crossEntropy(logit, target);
}

/**
 * dFL/dx. Hard targets: (2y − 1) α_t (1 − p_t)^γ (γ p_t log p_t + p_t − 1) (appendix B), with p_t − 1 as −σ(−x_t).
 * Soft targets: the product rule on α_t (1 − p_t)^γ CE.
 */
export function focalLossGradient(logit: number, target: number, { alpha, gamma }: FocalParameters): number {
  const alphaT = alphaOfTarget(alpha, target);
  if (target === 0 || target === 1) {
    const sign = 2 * target - 1;
    const trueClassLogit = sign * logit;
    const p = sigmoid(trueClassLogit);
    const missing = sigmoid(-trueClassLogit);
    // p_t log p_t tends to 0 as p_t does, also where log p_t is infinite.
    const slope = (p === 0 ? 0 : gamma * p * softplus(-trueClassLogit)) + missing;
    return -sign * alphaT * modulatingFactor(trueClassLogit, gamma) * slope;
  }
  const factor = modulation(logit, target, gamma);
  const missing = missingProbability(logit, target);
  const missingSlope = (1 - 2 * target) * sigmoid(logit) * sigmoid(-logit);
  const gradient = factor * crossEntropyGradient(logit, target);
  // A saturated σ no longer moves the factor; the cross-entropy beside it may be infinite.
  if (gamma === 0 || missingSlope === 0) {
    return alphaT * gradient;
  }
  const factorSlope = ((gamma * factor) / missing) * missingSlope;
  return alphaT * (gradient + factorSlope * crossEntropy(logit, target));
}

/**
 * FL* = −log σ(γ x_t + β) / γ (appendix A), for γ > 0. The paper gives it no α. A soft target mixes the two classes'
 * losses, y FL*(1) + (1 − y) FL*(0).
 */
export function focalLossStar(logit: number, target: number, gamma: number, beta = 0): number {
  if (target === 1) {
    return softplus(-gamma * logit - beta) / gamma;
  }
  if (target === 0) {
    return softplus(gamma * logit - beta) / gamma;
  }
  return target * focalLossStar(logit, 1, gamma, beta) + (1 - target) * focalLossStar(logit, 0, gamma, beta);
}

/** Derivative of FL*: (2y − 1)(p_t* − 1) (appendix B). */
export function focalLossStarGradient(logit: number, target: number, gamma: number, beta = 0): number {
  if (target === 1) {
    return -sigmoid(-gamma * logit - beta);
  }
  if (target === 0) {
    return sigmoid(gamma * logit - beta);
  }
  return (
    target * focalLossStarGradient(logit, 1, gamma, beta) +
    (1 - target) * focalLossStarGradient(logit, 0, gamma, beta)
  );
}

/** 1 − p_t as a sum of positive terms, never as a difference. */
function missingProbability(logit: number, target: number): number {
  return target * sigmoid(-logit) + (1 - target) * sigmoid(logit);
}

function modulation(logit: number, target: number, gamma: number): number {
  if (target === 1) {
    return modulatingFactor(logit, gamma);
  }
  if (target === 0) {
    return modulatingFactor(-logit, gamma);
  }
  return missingProbability(logit, target) ** gamma;
}
