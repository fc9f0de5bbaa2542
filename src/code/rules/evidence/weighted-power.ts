import type { ProbeSettings } from '../../verdict/settings';
import type { LossSubject, TextRange } from '../rule';
import { targetProbabilityOf } from './probabilities';
import { arraysOf, holdsExponentials, placeOfArray, tracedExamples } from './trace';

/**
 * The place at which a loss takes p^w for p_t, w being the weights of the examples; null if it does not.
 *
 * @param settings give the loss these weights
 * @param weights by target or class
 */
export function powerOfWeightAt(
  { measure }: LossSubject,
  settings: ProbeSettings,
  weights: readonly number[],
): TextRange | null {
  if (!measure) {
    return null;
  }
  const examples = tracedExamples(measure);
  const weightOf = (target: number): number => weights[target] ?? 1;
  const losses = examples.map(
    (example) => -weightOf(example.target) * Math.log(targetProbabilityOf(example)),
  );
  const sum = losses.reduce((total, loss) => total + loss, 0);
  const sumOfWeights = examples.reduce((total, { target }) => total + weightOf(target), 0);
  const powers = [losses, [sum / sumOfWeights], [sum / examples.length], [sum]].map((each) =>
    each.map((loss) => Math.exp(-loss)),
  );
  const arrays = arraysOf(measure, examples, settings);
  return placeOfArray(arrays.find((array) => powers.some((power) => holdsExponentials(array, power))));
}
