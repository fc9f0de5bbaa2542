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
