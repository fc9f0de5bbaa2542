import { otherSigns } from '../fixes/building/products';
import { lastReturn } from './evidence/place';
import type { Rule } from './rule';

/** The loss is negative for ordinary input. */
export const signError: Rule<'sign-error'> = {
  id: 'sign-error',
  severity: 'error',
  inLoss: (loss) => {
    const { computes, observations } = loss.verdict;
    // Without a known input, or as a difference of costs, a loss may be negative on purpose.
    const isFocal = computes?.gammaIsExponentOf !== null && computes?.input !== null;
    const isNegative = observations.some(({ kind }) => kind === 'negative');
    return computes && ((isNegative && isFocal) || computes.variant === 'sign-error')
      ? [{ facts: {}, at: lastReturn(loss) }]
      : [];
  },
  fixInLoss: (loss) =>
    otherSigns(loss).map((edits) => ({ title: 'change-sign' as const, edits, changes: {} })),
};
