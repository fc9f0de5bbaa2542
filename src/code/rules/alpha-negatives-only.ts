import { weightedPositives } from '../fixes/building/side-weights';
import { focusesOnNegativesAlone, isWeightedByComplement } from './evidence/balance';
import { defaultNumber, placeOfAlpha } from './evidence/parameter';
import type { Rule } from './rule';

/** The negatives are weighted by α, and the positives by 1. Where γ acts on the negatives alone too, as in varifocal loss, that is right. */
export const alphaNegativesOnly: Rule<'alpha-negatives-only'> = {
  id: 'alpha-negatives-only',
  severity: 'warning',
  inLoss: (loss) => {
    const { verdict } = loss;
    const isComplement = isWeightedByComplement(loss, 'negatives');
    const isAlpha = verdict.computes?.alphaRole === 'negativesOnly' && defaultNumber(verdict, 'alpha') !== 1;
    return (isAlpha || isComplement) && !focusesOnNegativesAlone(loss)
      ? [{ facts: { isComplement }, at: placeOfAlpha(verdict) }]
      : [];
  },
  fixInLoss: (loss) =>
    weightedPositives(loss).map((edits) => ({
      title: 'weight-positives' as const,
      edits,
      changes: { alphaRole: 'positives' as const },
    })),
};
