import { lastReturn } from './place';
import type { Rule } from './rule';

/** The loss is negative for ordinary input. */
export const signError: Rule<'sign-error'> = {
  id: 'sign-error',
  severity: 'error',
  inLoss: (loss) =>
    loss.verdict.observations.some(({ kind }) => kind === 'negative') ||
    loss.verdict.computes?.variant === 'sign-error'
      ? [{ facts: {}, at: lastReturn(loss) }]
      : [],
};
