import { exponentialsOfPlain } from '../fixes/building/cross-entropy';
import { lastReturn } from './evidence/place';
import type { Rule } from './rule';

/** p_t is exp(−ce) of a cross-entropy with label smoothing. */
export const ptFromLabelSmoothedCe: Rule<'pt-from-label-smoothed-ce'> = {
  id: 'pt-from-label-smoothed-ce',
  severity: 'warning',
  inLoss: (loss) =>
    loss.verdict.computes?.variant?.startsWith('pt-from-label-smoothed-ce')
      ? [{ facts: {}, at: lastReturn(loss) }]
      : [],
  fixInLoss: (loss) =>
    exponentialsOfPlain(loss).map((edits) => ({ title: 'plain-pt' as const, edits, changes: {} })),
};
