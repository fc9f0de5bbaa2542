import { weightedNegatives } from '../fixes/building/side-weights';
import { isWeightedByComplement } from './evidence/balance';
import { defaultNumber, placeOfAlpha } from './evidence/parameter';
import type { Rule } from './rule';

/** The positives are weighted by α, and the negatives by 1. */
export const alphaPositivesOnly: Rule<'alpha-positives-only'> = {
  id: 'alpha-positives-only',
  severity: 'warning',
  inLoss: (loss) => {
    const { verdict } = loss;
    const isComplement = isWeightedByComplement(loss, 'positives');
    const isAlpha = verdict.computes?.alphaRole === 'positivesOnly' && defaultNumber(verdict, 'alpha') !== 1;
    return isAlpha || isComplement ? [{ facts: { isComplement }, at: placeOfAlpha(verdict) }] : [];
  },
  fixInLoss: (loss) =>
    weightedNegatives(loss).map((edits) => ({
      title: 'weight-negatives' as const,
      edits,
      changes: { alphaRole: 'positives' as const },
    })),
};
