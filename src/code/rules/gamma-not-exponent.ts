import { placeOfGamma } from './parameter';
import type { LossRule } from './rule';

/** γ multiplies. */
export const gammaNotExponent: LossRule<'gamma-not-exponent'> = {
  id: 'gamma-not-exponent',
  severity: 'error',
  find: ({ verdict }) =>
    verdict.computes?.variant === 'gamma-not-exponent' ? [{ facts: {}, at: placeOfGamma(verdict) }] : [],
};
