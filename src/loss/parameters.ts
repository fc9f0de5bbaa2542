/** The parameters of focal loss, FL = −α_t (1 − p_t)^γ log p_t (Lin et al. 2017, eq. 5). */
export interface FocalParameters {
  /** Weight of the positive class, in [0, 1]; 1 − α weighs the negative class; null gives eq. 4, without α. */
  readonly alpha: number | null;
  /** Focusing parameter, γ ≥ 0. */
  readonly gamma: number;
}

/** The parameters of softmax focal loss. */
export interface SoftmaxFocalParameters {
  /** One weight for every class, one weight a class (K values, each ≥ 0), or null for none. */
  readonly alpha: number | ArrayLike<number> | null;
  readonly gamma: number;
}

/** @throws RangeError when α is outside [0, 1] or γ is negative or not finite. */
export function requireFocalParameters({ alpha, gamma }: FocalParameters): void {
  if (alpha !== null && !(alpha >= 0 && alpha <= 1)) {
    throw new RangeError(`alpha must be between 0 and 1, or null to switch it off; it is ${alpha}.`);
  }
  requireGamma(gamma);
}

/** @throws RangeError when a weight is negative, their number is not `classes`, or γ is negative. */
export function requireSoftmaxParameters({ alpha, gamma }: SoftmaxFocalParameters, classes: number): void {
  requireGamma(gamma);
  if (alpha === null) return;
  if (typeof alpha === 'number') {
    requireWeight(alpha, 'alpha');
    return;
  }
  if (alpha.length !== classes) {
    throw new RangeError(
      `alpha must have one weight a class: expected ${classes} values, found ${alpha.length}.`,
    );
  }
  for (let index = 0; index < classes; index++) requireWeight(alpha[index] ?? Number.NaN, `alpha[${index}]`);
}

/** @throws RangeError unless `smoothing` is in [0, 1]. */
export function requireLabelSmoothing(smoothing: number): void {
  if (!(smoothing >= 0 && smoothing <= 1)) {
    throw new RangeError(`label smoothing must be between 0 and 1; it is ${smoothing}.`);
  }
}

function requireGamma(gamma: number): void {
  if (!(gamma >= 0 && Number.isFinite(gamma))) {
    throw new RangeError(`gamma must be zero or a positive number; it is ${gamma}.`);
  }
}

function requireWeight(weight: number, name: string): void {
  if (!(weight >= 0 && Number.isFinite(weight))) {
    throw new RangeError(`${name} must be zero or a positive number; it is ${weight}.`);
  }
}
