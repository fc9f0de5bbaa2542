import type { Example } from '../../verdict/probes';
import type { LossSubject, TextRange } from '../rule';
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

/** The places at which a loss squashes logits and then their probabilities; null if it does not, or does not run. */
export function squashedTwiceAt(
  { measure, verdict }: LossSubject,
  link: 'sigmoid' | 'softmax',
): SquashedTwice | null {
  const isOfClasses = link === 'softmax';
  if (!measure || !verdict.computes || measure.layout.width > 1 !== isOfClasses) {
    return null;
  }
  const examples = tracedExamples(measure);
  const once = examples.map((example): Example => ({ ...example, input: probabilitiesOf(example) }));
  const arrays = arraysOf(measure, examples);
  const second = placeOfArray(arrays.find((array) => isSquashingOf(array, once)));
  return second && { first: placeOfArray(arrays.find((array) => isSquashingOf(array, examples))), second };
}
