import { lastReturn } from './place';
import type { LossRule } from './rule';

/** The logarithm is one to the base 2 or 10. */
export const logBase: LossRule<'log-base'> = {
  id: 'log-base',
  severity: 'warning',
  find: (loss) =>
    loss.verdict.computes?.variant?.startsWith('log-base') ? [{ facts: {}, at: lastReturn(loss) }] : [],
};
