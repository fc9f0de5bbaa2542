import type { Example } from '../../verdict/probes';
import type { LossSubject, TextRange } from '../rule';
import { documentsSquashed } from './documented-input';
import { probabilitiesOf, targetProbabilityOf } from './probabilities';
import { isSquashingOf } from './squashing';
import { arraysOf, holds, placeOfArray, tracedExamples } from './trace';

/** Where logits become probabilities, null where the run does not show it, and where these are squashed once more. */
interface SquashedTwice {
  readonly first: TextRange | null;
  readonly second: TextRange;
}

/** True if a loss holds the probabilities of its input as of logits, or the cross-entropy of them, also reduced. */
export function squashesInput({ measure }: LossSubject, link: 'sigmoid' | 'softmax'): boolean {
  if (!measure || measure.layout.width > 1 !== (link === 'softmax')) {
    return false;
  }
  const examples = tracedExamples(measure);
  const losses = examples.map((example) => -Math.log(targetProbabilityOf(example)));
  const sum = losses.reduce((whole, loss) => whole + loss, 0);
  return arraysOf(measure, examples).some(
    (array) => isSquashingOf(array, examples) || holds(array, [sum]) || holds(array, [sum / losses.length]),
  );
}

/**
 * The places at which a loss squashes logits and then their probabilities, or at which it squashes what its words call squashed; null if it
 * does neither, or does not run.
 */
export function squashedTwiceAt(loss: LossSubject, link: 'sigmoid' | 'softmax'): SquashedTwice | null {
  const { measure, verdict } = loss;
  const isOfClasses = link === 'softmax';
  if (!measure || !verdict.computes || measure.layout.width > 1 !== isOfClasses) {
    return null;
  }
  const examples = tracedExamples(measure);
  const once = examples.map((example): Example => ({ ...example, input: probabilitiesOf(example) }));
  const arrays = arraysOf(measure, examples);
  const second = placeOfArray(arrays.find((array) => isSquashingOf(array, once)));
  const first = placeOfArray(arrays.find((array) => isSquashingOf(array, examples)));
  if (second) {
    return { first, second };
  }
  return first && documentsSquashed(loss, link) ? { first: null, second: first } : null;
}
