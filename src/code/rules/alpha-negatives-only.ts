import { defaultNumber, placeOfAlpha } from './evidence/parameter';
import type { Rule } from './rule';

/** The negatives are weighted by α, and the positives by 1. */
export const alphaNegativesOnly: Rule<'alpha-negatives-only'> = {
  id: 'alpha-negatives-only',
  severity: 'warning',
  inLoss: ({ verdict }) =>
    verdict.computes?.alphaRole === 'negativesOnly' && defaultNumber(verdict, 'alpha') !== 1
      ? [{ facts: {}, at: placeOfAlpha(verdict) }]
      : [],
};
