import { calledLossesIn } from '../losses/called-losses';
import { nameOfSlot } from '../losses/focal-calls';
import type { SourceFile } from '../syntax/source-file';
import type { WatchedArray } from '../verdict/loss-runner';
import { kindOfParameter } from '../verdict/parameters';
import type { Example } from '../verdict/probes';
import { arraysOf, holds, placeOfArray, tracedExamples } from './evidence/trace';
import type { Hit, Rule } from './rule';

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
  inFile: ({ file }) => wrappedDistances(file),
};

/** The losses of PyTorch for regression. */
const OF_REGRESSION = /^(?:Smooth)?L1Loss$|^MSELoss$|^HuberLoss$/;

/** The losses for regression that the file gives to a focal loss of it, which wraps another loss. */
function wrappedDistances(file: SourceFile): Hit<'focal-on-regression'>[] {
  return calledLossesIn(file).flatMap(({ call }) =>
    call.slots.flatMap((slot) => {
      const { value } = slot;
      const made = value && file.syntax.call(value)?.path?.at(-1);
      const isWrapped =
        made !== undefined &&
        OF_REGRESSION.test(made) &&
        kindOfParameter({ name: nameOfSlot(call, slot) ?? '' }) === 'baseLoss';
      return value && isWrapped ? [{ facts: {}, at: { start: value.startIndex, end: value.endIndex } }] : [];
    }),
  );
}

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
