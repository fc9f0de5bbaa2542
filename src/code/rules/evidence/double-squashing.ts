import type { WatchedArray } from '../../verdict/loss-runner';
import type { Example } from '../../verdict/probes';
import type { LossSubject, TextRange } from '../rule';
import { probabilitiesOf } from './probabilities';
import { arraysOf, holds, placeOfArray, tracedExamples } from './trace';

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
  const arrays = arraysOf(measure, examples);
  return placeOfArray(arrays.find((array) => isSquashedTwice(array, examples)));
}

/** True for the probabilities of probabilities, their logarithms, and the cross-entropy of them. */
function isSquashedTwice(array: WatchedArray, examples: readonly Example[]): boolean {
  const twice = examples.map((example) => probabilitiesOf({ ...example, input: probabilitiesOf(example) }));
  const cells = twice.flat();
  const ofTargets = examples.map(({ input, target }, row) => {
    const [p = 0] = twice[row] ?? [];
    return input.length > 1 ? (twice[row]?.[target] ?? 0) : target === 1 ? p : 1 - p;
  });
  return [cells, ofTargets].some((values) =>
    [values, values.map(Math.log), values.map((value) => -Math.log(value))].some((expected) =>
      holds(array, expected),
    ),
  );
}
