import { summedOverClasses } from '../fixes/building/summed-over-classes';
import { isClose } from '../verdict/measure';
import { arraysOf, holds, placeOfArray, tracedExamples } from './evidence/trace';
import type { LossSubject, Rule } from './rule';

/** The mean is taken over all classes of an array that is 0 in all but the target's. */
export const meanCountsZeros: Rule<'mean-counts-zeros'> = {
  id: 'mean-counts-zeros',
  severity: 'warning',
  inLoss: (loss) => {
    const { measure, verdict } = loss;
    const classes = measure?.layout.width ?? 1;
    const reduction = verdict.computes?.reduction;
    if (!measure || classes === 1 || (reduction !== 'mean' && reduction !== 'none')) {
      return [];
    }
    const examples = tracedExamples(measure);
    const arrays = arraysOf(measure, examples);
    const isMasked = ({ tensor }: (typeof arrays)[number]): boolean =>
      tensor.size === examples.length * classes &&
      tensor.hasGradient &&
      examples.every(({ target }, row) =>
        Array.from(
          { length: classes },
          (_, at) => (tensor.data[row * classes + at] === 0) === (at !== target),
        ).every(Boolean),
      );
    const masked = arrays.findLast(isMasked);
    const ofRows = examples.map(
      ({ target }, row) => (masked?.tensor.data[row * classes + target] ?? 0) / classes,
    );
    // Keras averages the losses of the examples itself.
    const means =
      reduction === 'none' ? ofRows : [ofRows.reduce((sum, value) => sum + value, 0) / examples.length];
    const isMean = (array: (typeof arrays)[number]): boolean =>
      holds(array, means) ||
      holds(
        array,
        means.map((value) => -value),
      );
    const last = arrays.at(-1);
    if (!masked || !last) {
      return [];
    }
    // The base class of a library averages what the loss returns.
    const isAveraged = reduction === 'mean' && last === masked && isTotal(loss, means[0] ?? 0);
    return isMean(last) || isAveraged
      ? [{ facts: { classes }, at: placeOfArray(isAveraged ? last : arrays.find(isMean)) }]
      : [];
  },
  fixInLoss: (loss) =>
    summedOverClasses(loss).map((edits) => ({ title: 'sum-over-classes' as const, edits, changes: {} })),
};

function isTotal({ measure }: LossSubject, mean: number): boolean {
  const total = measure?.total(tracedExamples(measure), {});
  return !!total && isClose(Math.abs(total.loss), Math.abs(mean), 1e-6);
}
