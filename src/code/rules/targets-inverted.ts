import { targetsThemselves } from '../fixes/building/exchanged-sides';
import type { Computes } from '../verdict/document';
import { lastReturn } from './evidence/place';
import type { LossSubject, Rule } from './rule';

/** The loss is that of the other target. */
export const targetsInverted: Rule<'targets-inverted'> = {
  id: 'targets-inverted',
  severity: 'error',
  // What the other target turns round with the cross-entropy.
  leadsTo: ['swapped-modulation', 'alpha-on-negatives'],
  inLoss: (loss) =>
    loss.verdict.computes?.variant === 'targets-inverted' ? [{ facts: {}, at: lastReturn(loss) }] : [],
  fixInLoss: (loss, at) =>
    targetsThemselves(loss, at).map((edits) => ({
      title: 'targets-themselves' as const,
      edits,
      changes: { gammaIsExponentOf: '1-p_t' as const, ...otherSide(loss) },
    })),
};

/** The side that α weights once the targets are those of the data. */
function otherSide({ verdict: { computes } }: LossSubject): Partial<Computes> {
  switch (computes?.alphaRole) {
    case 'positives':
      return { alphaRole: 'classZero' };
    case 'classZero':
      return { alphaRole: 'positives' };
    default:
      return {};
  }
}
