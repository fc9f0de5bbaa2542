import { squashedOnce } from '../fixes/building/squashed-once';
import { squashedTwiceAt } from './evidence/double-squashing';
import { squashedBefore } from './evidence/loss-calls';
import { type Rule, relatedAt } from './rule';

/** The loss applies a softmax to probabilities that it made itself, or that it is handed. */
export const doubleSoftmax: Rule<'double-softmax'> = {
  id: 'double-softmax',
  severity: 'error',
  inLoss: (loss) => {
    const found = squashedTwiceAt(loss, 'softmax');
    return found ? [{ facts: {}, at: found.second, related: relatedAt(found.first, 'squashedBefore') }] : [];
  },
  fixInLoss: (loss) =>
    squashedOnce(loss).map((edits) => ({ title: 'squash-once' as const, edits, changes: {} })),
  inFile: (subject) => squashedBefore(subject, 'softmax').map((at) => ({ facts: {}, at })),
};
