import { lastReturn } from './place';
import type { LossRule } from './rule';

/** The loss is that of the other target. */
export const targetsInverted: LossRule<'targets-inverted'> = {
  id: 'targets-inverted',
  severity: 'error',
  find: (loss) =>
    loss.verdict.computes?.variant === 'targets-inverted' ? [{ facts: {}, at: lastReturn(loss) }] : [],
};
