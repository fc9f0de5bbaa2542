// Compiled twice: by TypeScript and, as part of the kernel, by AssemblyScript. So these are bare functions of numbers.

import { softplus } from '../../loss/stable';

/** q^γ for q in [0, 1]; the powers in common use without a call to pow. */
export function power(q: number, gamma: number): number {
  if (gamma === 2) return q * q;
  if (gamma === 0) return 1;
  if (gamma === 1) return q;
  if (gamma === 0.5) return Math.sqrt(q);
  return q ** gamma;
}

/** FL* = −log σ(γ x_t) / γ with β = 0 (Lin et al. 2017, appendix A); NaN for γ = 0. */
export function focalStarOf(margin: number, gamma: number): number {
  return gamma === 0 ? Number.NaN : softplus(-gamma * margin) / gamma;
}
