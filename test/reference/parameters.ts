import type { FocalParameters, SoftmaxFocalParameters } from '../../src/loss/parameters';

/** The parameters of FL* = −log σ(γ x_t + β) / γ (Lin et al. 2017, appendix A). */
interface FocalStarParameters {
  /** Steepness, γ > 0. */
  readonly gamma: number;
  /** Shift. The paper's settings are γ = 2, β = 1 and γ = 4, β = 0 (Table 3). */
  readonly beta: number;
}

/** @throws RangeError when α is outside [0, 1] or γ is negative or not finite. */
export function requireFocalParameters({ alpha, gamma }: FocalParameters): void {
  requireAlpha(alpha);
  requireGamma(gamma);
}

/** @throws RangeError unless α is null or in [0, 1]. */
export function requireAlpha(alpha: number | null): void {
  if (alpha !== null && !(alpha >= 0 && alpha <= 1)) {
    throw new RangeError(`alpha must be between 0 and 1, or null to switch it off; it is ${alpha}.`);
  }
}

/** @throws RangeError unless γ is positive and both are finite. */
export function requireFocalStarParameters({ gamma, beta }: FocalStarParameters): void {
  if (!(gamma > 0 && Number.isFinite(gamma))) {
    throw new RangeError(`gamma of FL* must be a positive number; it is ${gamma}.`);
  }
  if (!Number.isFinite(beta)) {
    throw new RangeError(`beta must be a finite number; it is ${beta}.`);
  }
}

/** @throws RangeError unless there are classes, γ ≥ 0, and α is null, one weight ≥ 0, or as many as classes. */
export function requireSoftmaxParameters({ alpha, gamma }: SoftmaxFocalParameters, classes: number): void {
  if (!(Number.isInteger(classes) && classes >= 1)) {
    throw new RangeError(`the number of classes must be an integer from 1 up; it is ${classes}.`);
  }
  requireGamma(gamma);
  if (alpha === null) {
    return;
  }
  if (typeof alpha === 'number') {
    requireWeight(alpha, 'alpha');
    return;
  }
  if (alpha.length !== classes) {
    throw new RangeError(
      `alpha must have one weight a class: expected ${classes} values, found ${alpha.length}.`,
    );
  }
  for (let index = 0; index < classes; index++) {
    requireWeight(alpha[index] ?? Number.NaN, `alpha[${index}]`);
  }
}

/** @throws RangeError unless `smoothing` is in [0, 1]. */
export function requireLabelSmoothing(smoothing: number): void {
  if (!(smoothing >= 0 && smoothing <= 1)) {
    throw new RangeError(`label smoothing must be between 0 and 1; it is ${smoothing}.`);
  }
}

/** @throws RangeError unless there are as many targets as the logits ask for. */
export function requireSameLength(targets: number, expected: number): void {
  if (targets !== expected) {
    throw new RangeError(`the logits ask for ${expected} target values; there are ${targets}.`);
  }
}

/** @throws RangeError unless γ is finite and at least 0. */
export function requireGamma(gamma: number): void {
  if (!(gamma >= 0 && Number.isFinite(gamma))) {
    throw new RangeError(`gamma must be zero or a positive number; it is ${gamma}.`);
  }
}

function requireWeight(weight: number, name: string): void {
  if (!(weight >= 0 && Number.isFinite(weight))) {
    throw new RangeError(`${name} must be zero or a positive number; it is ${weight}.`);
  }
}
