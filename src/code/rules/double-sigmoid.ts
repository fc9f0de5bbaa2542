import { squashedTwiceAt } from './double-squashing';
import type { LossRule } from './rule';

/** The loss applies a sigmoid to probabilities that it made itself. */
export const doubleSigmoid: LossRule<'double-sigmoid'> = {
  id: 'double-sigmoid',
  severity: 'error',
  find: (loss) => {
    const at = squashedTwiceAt(loss, 'sigmoid');
    return at ? [{ facts: {}, at }] : [];
  },
};
