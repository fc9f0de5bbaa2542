import { squashedBeforeLoss } from '../fixes/building/squashed-before-loss';
import { squashedOnce } from '../fixes/building/squashed-once';
import type { WatchedArray } from '../verdict/loss-runner';
import { squashedIntoCrossEntropy } from './evidence/cross-entropy-calls';
import { squashedTwiceAt } from './evidence/double-squashing';
import { squashedBefore } from './evidence/loss-calls';
import { probabilitiesOf, targetProbabilityOf } from './evidence/probabilities';
import { arraysOf, holds, placeOfArray, tracedExamples } from './evidence/trace';
import { type LossSubject, type Rule, relatedAt } from './rule';

const GAMMA = 2;

/** The loss applies a softmax to probabilities that it made itself, or that it is handed, or to modulated log-probabilities. */
export const doubleSoftmax: Rule<'double-softmax'> = {
  id: 'double-softmax',
  severity: 'error',
  inLoss: (loss) => {
    const found = squashedTwiceAt(loss, 'softmax');
    const modulated = found ? undefined : squashedAfterModulation(loss);
    if (modulated) {
      return [{ facts: { isModulated: true }, at: placeOfArray(modulated) }];
    }
    return found
      ? [
          {
            facts: { isModulated: false },
            at: found.second,
            related: relatedAt(found.first, 'squashedBefore'),
          },
        ]
      : [];
  },
  fixInLoss: (loss) =>
    squashedOnce(loss).map((edits) => ({ title: 'squash-once' as const, edits, changes: {} })),
  fixInFile: ({ file }, at) =>
    squashedBeforeLoss(file, at).map((edits) => ({ title: 'squash-once' as const, edits })),
  inFile: (subject) =>
    [...squashedBefore(subject, 'softmax'), ...squashedIntoCrossEntropy(subject, 'softmax')].map((at) => ({
      facts: { isModulated: false },
      at,
    })),
};

/** The cross-entropy of logits that is given (1 − p)^γ · log p, of each example or reduced. */
function squashedAfterModulation({ measure }: LossSubject): WatchedArray | undefined {
  if (!measure?.plan.gamma || measure.layout.width === 1) {
    return undefined;
  }
  const examples = tracedExamples(measure);
  const losses = examples.map((example) => {
    const input = probabilitiesOf(example).map((p) => (1 - p) ** GAMMA * Math.log(p));
    return -Math.log(targetProbabilityOf({ ...example, input }));
  });
  const sum = losses.reduce((whole, loss) => whole + loss, 0);
  return arraysOf(measure, examples, { gamma: GAMMA }).find((array) =>
    [losses, [sum], [sum / losses.length]].some((expected) => holds(array, expected)),
  );
}
