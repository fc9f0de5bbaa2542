import { squashedTwiceAt } from './double-squashing';
import type { LossRule } from './rule';

/** The loss applies a softmax to probabilities that it made itself. */
export const doubleSoftmax: LossRule<'double-softmax'> = {
  id: 'double-softmax',
  severity: 'error',
  find: (loss) => {
    const at = squashedTwiceAt(loss, 'softmax');
    return at ? [{ facts: {}, at }] : [];
  },
};
