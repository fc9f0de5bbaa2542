import { squashedBeforeLoss } from '../fixes/building/squashed-before-loss';
import { squashedOnce } from '../fixes/building/squashed-once';
import { squashedIntoCrossEntropy } from './evidence/cross-entropy-calls';
import { squashedTwiceAt } from './evidence/double-squashing';
import { squashedBefore } from './evidence/loss-calls';
import { type Rule, relatedAt } from './rule';

/** The loss applies a sigmoid to probabilities that it made itself, or that it is handed. */
export const doubleSigmoid: Rule<'double-sigmoid'> = {
  id: 'double-sigmoid',
  severity: 'error',
  inLoss: (loss) => {
    const found = squashedTwiceAt(loss, 'sigmoid');
    return found ? [{ facts: {}, at: found.second, related: relatedAt(found.first, 'squashedBefore') }] : [];
  },
  fixInLoss: (loss) =>
    squashedOnce(loss).map((edits) => ({ title: 'squash-once' as const, edits, changes: {} })),
  fixInFile: ({ file }, at) =>
    squashedBeforeLoss(file, at).map((edits) => ({ title: 'squash-once' as const, edits })),
  inFile: (subject) =>
    [...squashedBefore(subject, 'sigmoid'), ...squashedIntoCrossEntropy(subject, 'sigmoid')].map((at) => ({
      facts: {},
      at,
    })),
};
