import { placeOfGamma } from './evidence/parameter';
import type { Rule } from './rule';

/** (1 − p)^γ weakens both targets. */
export const pInsteadOfPt: Rule<'p-instead-of-pt'> = {
  id: 'p-instead-of-pt',
  severity: 'error',
  inLoss: ({ verdict }) =>
    verdict.computes?.gammaIsExponentOf === '1-p' ? [{ facts: {}, at: placeOfGamma(verdict) }] : [],
};
