import type { Example } from '../../verdict/probes';
import type { LossSubject, TextRange } from '../rule';
import { probabilitiesOf } from './probabilities';
import { isSquashingOf } from './squashing';
import { arraysOf, placeOfArray, tracedExamples } from './trace';

/** The place at which a loss squashes probabilities that it made itself; null if it does not, or does not run. */
export function squashedTwiceAt(
  { measure, verdict }: LossSubject,
  link: 'sigmoid' | 'softmax',
): TextRange | null {
  const isOfClasses = link === 'softmax';
  if (!measure || !verdict.computes || measure.layout.width > 1 !== isOfClasses) {
    return null;
  }
  const examples = tracedExamples(measure);
  const once = examples.map((example): Example => ({ ...example, input: probabilitiesOf(example) }));
  return placeOfArray(arraysOf(measure, examples).find((array) => isSquashingOf(array, once)));
}
