import { lastReturn } from './evidence/place';
import type { Rule } from './rule';

/** The loss is that of the other target. */
export const targetsInverted: Rule<'targets-inverted'> = {
  id: 'targets-inverted',
  severity: 'error',
  inLoss: (loss) =>
    loss.verdict.computes?.variant === 'targets-inverted' ? [{ facts: {}, at: lastReturn(loss) }] : [],
};
