import { placeOfGamma } from './evidence/parameter';
import type { Rule } from './rule';

/** p_t^γ in place of (1 − p_t)^γ. */
export const swappedModulation: Rule<'swapped-modulation'> = {
  id: 'swapped-modulation',
  severity: 'error',
  inLoss: ({ verdict }) =>
    verdict.computes?.gammaIsExponentOf === 'p_t' ? [{ facts: {}, at: placeOfGamma(verdict) }] : [],
};
