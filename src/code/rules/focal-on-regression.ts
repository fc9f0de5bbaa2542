import type { WatchedArray } from '../verdict/loss-runner';
import type { Example } from '../verdict/probes';
import { arraysOf, holds, placeOfArray, tracedExamples } from './evidence/trace';
import type { Rule } from './rule';

/** The distances that regressions use, by the difference of prediction and target. */
const DISTANCES: readonly ((difference: number) => number)[] = [
  Math.abs,
  (difference) => difference ** 2,
  // The smooth L1 distance, and Huber's, of a difference below 1.
  (difference) => difference ** 2 / 2,
];

/** A distance between prediction and target is wrapped by p_t = exp(−loss). */
export const focalOnRegression: Rule<'focal-on-regression'> = {
  id: 'focal-on-regression',
  severity: 'error',
  inLoss: ({ measure }) => {
    if (measure?.layout.width !== 1) {
      return [];
    }
    const examples = tracedExamples(measure);
    const found = arraysOf(measure, examples).find((array) => isExponentialOfDistance(array, examples));
    return found ? [{ facts: {}, at: placeOfArray(found) }] : [];
  },
};

function isExponentialOfDistance(array: WatchedArray, examples: readonly Example[]): boolean {
  return DISTANCES.some((distance) => {
    const each = examples.map(({ input: [value = 0], target }) => distance(value - target));
    const sum = each.reduce((total, value) => total + value, 0);
    return [each, [sum], [sum / each.length]].some((distances) =>
      holds(
        array,
        distances.map((value) => Math.exp(-value)),
      ),
    );
  });
}
