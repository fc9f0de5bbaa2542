import type { WatchedArray } from '../../verdict/loss-runner';
import type { Example } from '../../verdict/probes';
import { probabilitiesOf, targetProbabilityOf } from './probabilities';
import { holds } from './trace';

/** True for the probabilities of examples, their logarithms, and the cross-entropy of them. */
export function isSquashingOf(array: WatchedArray, examples: readonly Example[]): boolean {
  const cells = examples.flatMap((example) => probabilitiesOf(example));
  const ofTargets = examples.map((example) => targetProbabilityOf(example));
  return [cells, ofTargets].some((values) =>
    [values, values.map(Math.log), values.map((value) => -Math.log(value))].some((expected) =>
      holds(array, expected),
    ),
  );
}
