import { lastReturn } from './place';
import type { LossRule } from './rule';

/** p_t is exp(−ce) of a cross-entropy with label smoothing. */
export const ptFromLabelSmoothedCe: LossRule<'pt-from-label-smoothed-ce'> = {
  id: 'pt-from-label-smoothed-ce',
  severity: 'warning',
  find: (loss) =>
    loss.verdict.computes?.variant?.startsWith('pt-from-label-smoothed-ce')
      ? [{ facts: {}, at: lastReturn(loss) }]
      : [],
};
