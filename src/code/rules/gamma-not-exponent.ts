import { gammaAsExponent } from '../fixes/building/products';
import { placeOfGamma } from './evidence/parameter';
import type { Rule } from './rule';

/** γ multiplies. */
export const gammaNotExponent: Rule<'gamma-not-exponent'> = {
  id: 'gamma-not-exponent',
  severity: 'error',
  inLoss: ({ verdict }) =>
    verdict.computes?.variant === 'gamma-not-exponent' ? [{ facts: {}, at: placeOfGamma(verdict) }] : [],
  fixInLoss: (loss) =>
    gammaAsExponent(loss).map((edits) => ({
      title: 'gamma-as-exponent' as const,
      edits,
      changes: { gammaIsExponentOf: '1-p_t' as const },
    })),
};
