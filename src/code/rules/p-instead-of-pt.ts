import { powersOfOneMinusPt } from '../fixes/building/powers-of-one-minus-pt';
import { placeOfPower } from './evidence/operations';
import type { Rule } from './rule';

/** (1 − p)^γ weakens both targets. */
export const pInsteadOfPt: Rule<'p-instead-of-pt'> = {
  id: 'p-instead-of-pt',
  severity: 'error',
  inLoss: (loss) =>
    loss.verdict.computes?.gammaIsExponentOf === '1-p' ? [{ facts: {}, at: placeOfPower(loss) }] : [],
  fixInLoss: (loss) =>
    powersOfOneMinusPt(loss).map((edits) => ({
      title: 'power-of-one-minus-pt' as const,
      edits,
      changes: { gammaIsExponentOf: '1-p_t' as const },
    })),
};
