import { squashedOnce } from '../fixes/building/squashed-once';
import { squashedTwiceAt } from './evidence/double-squashing';
import { squashedBefore } from './evidence/loss-calls';
import type { Rule } from './rule';

/** The loss applies a softmax to probabilities that it made itself, or that it is handed. */
export const doubleSoftmax: Rule<'double-softmax'> = {
  id: 'double-softmax',
  severity: 'error',
  inLoss: (loss) => {
    const at = squashedTwiceAt(loss, 'softmax');
    return at ? [{ facts: {}, at }] : [];
  },
  fixInLoss: (loss) =>
    squashedOnce(loss).map((edits) => ({ title: 'squash-once' as const, edits, changes: {} })),
  inFile: (subject) => squashedBefore(subject, 'softmax').map((at) => ({ facts: {}, at })),
};
