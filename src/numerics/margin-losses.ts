// Compiled twice: by TypeScript and, as part of the kernel, by AssemblyScript. It contains only functions of numbers.

/** q^γ for q in [0, 1]; common powers without a call of pow. */
export function power(q: number, gamma: number): number {
  if (gamma === 2) {
    return q * q;
  }
  if (gamma === 0) {
    return 1;
  }
  if (gamma === 1) {
    return q;
  }
  if (gamma === 0.5) {
    return Math.sqrt(q);
  }
  return q ** gamma;
}

/** FL* = −log σ(γ x_t) / γ with β = 0 (Lin et al. 2017, appendix A); NaN for γ = 0. */
export function focalStarOf(margin: number, gamma: number): number {
  return focalStarFrom(margin, Math.exp(-Math.abs(margin)), gamma);
}

/** @param decay e^(−|x_t|) */
export function focalStarFrom(margin: number, decay: number, gamma: number): number {
  if (gamma === 0) {
    return Number.NaN;
  }
  return Math.log1p(powerOfDecay(margin, decay, gamma)) / gamma + (margin < 0 ? -margin : 0);
}

/** e^(−γ |x_t|), without another exponential for common γ. */
function powerOfDecay(margin: number, decay: number, gamma: number): number {
  if (gamma === 2) {
    return decay * decay;
  }
  if (gamma === 1) {
    return decay;
  }
  return Math.exp(-gamma * Math.abs(margin));
}
