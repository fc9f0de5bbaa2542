import { placeOfGamma } from './evidence/parameter';
import type { Rule } from './rule';

/** γ multiplies. */
export const gammaNotExponent: Rule<'gamma-not-exponent'> = {
  id: 'gamma-not-exponent',
  severity: 'error',
  inLoss: ({ verdict }) =>
    verdict.computes?.variant === 'gamma-not-exponent' ? [{ facts: {}, at: placeOfGamma(verdict) }] : [],
};
