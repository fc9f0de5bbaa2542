import { defaultNumber, placeOfAlpha } from './parameter';
import type { LossRule } from './rule';

/** The positives are weighted by α, and the negatives by 1. */
export const alphaPositivesOnly: LossRule<'alpha-positives-only'> = {
  id: 'alpha-positives-only',
  severity: 'warning',
  find: ({ verdict }) =>
    verdict.computes?.alphaRole === 'positivesOnly' && defaultNumber(verdict, 'alpha') !== 1
      ? [{ facts: {}, at: placeOfAlpha(verdict) }]
      : [],
};
