import type { Example } from '../../verdict/probes';
import type { LossSubject, TextRange } from '../rule';
import { probabilitiesOf } from './probabilities';
import { isSquashingOf } from './squashing';
import { arraysOf, placeOfArray, tracedExamples } from './trace';

/** Where logits become probabilities, null where the run does not show it, and where these are squashed once more. */
interface SquashedTwice {
  readonly first: TextRange | null;
  readonly second: TextRange;
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
