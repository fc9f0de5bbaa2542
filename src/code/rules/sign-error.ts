import { lastReturn } from './place';
import type { LossRule } from './rule';

/** The loss is negative for ordinary input. */
export const signError: LossRule<'sign-error'> = {
  id: 'sign-error',
  severity: 'error',
  find: (loss) =>
    loss.verdict.observations.some(({ kind }) => kind === 'negative') ||
    loss.verdict.computes?.variant === 'sign-error'
      ? [{ facts: {}, at: lastReturn(loss) }]
      : [],
};
