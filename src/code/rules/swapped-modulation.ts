import { placeOfGamma } from './parameter';
import type { LossRule } from './rule';

/** p_t^γ in place of (1 − p_t)^γ. */
export const swappedModulation: LossRule<'swapped-modulation'> = {
  id: 'swapped-modulation',
  severity: 'error',
  find: ({ verdict }) =>
    verdict.computes?.gammaIsExponentOf === 'p_t' ? [{ facts: {}, at: placeOfGamma(verdict) }] : [],
};
