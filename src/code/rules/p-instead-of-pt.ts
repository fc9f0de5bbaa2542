import { placeOfGamma } from './parameter';
import type { LossRule } from './rule';

/** (1 − p)^γ weakens both targets. */
export const pInsteadOfPt: LossRule<'p-instead-of-pt'> = {
  id: 'p-instead-of-pt',
  severity: 'error',
  find: ({ verdict }) =>
    verdict.computes?.gammaIsExponentOf === '1-p' ? [{ facts: {}, at: placeOfGamma(verdict) }] : [],
};
