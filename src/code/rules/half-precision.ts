import { exactNumberText } from '../../format/number-text';
import { inSinglePrecision } from '../fixes/building/statements-above';
import { withoutCallAt } from '../fixes/building/taken-away';
import type { WatchedArray } from '../verdict/loss-runner';
import { arraysOf, placeOfArray, tracedExamples } from './evidence/trace';
import type { LossSubject, Rule } from './rule';

/** The first array of a loss of float32 that the code itself puts into float16. */
function firstInHalf({ measure }: LossSubject): WatchedArray | undefined {
  return measure
    ? arraysOf(measure, tracedExamples(measure)).find(
        ({ phase, tensor }) => phase === 'forward' && tensor.dtype === 'float16' && tensor.hasGradient,
      )
    : undefined;
}

/** The loss is finite in float32 and not in float16, which the file names. */
export const halfPrecision: Rule<'half-precision'> = {
  id: 'half-precision',
  severity: 'warning',
  inLoss: (loss) => {
    const cast = firstInHalf(loss);
    if (cast) {
      return [{ facts: { logit: null }, at: placeOfArray(cast) }];
    }
    return loss.verdict.edgeCases.flatMap(({ input, from, line, range }) =>
      input === 'float16' && from !== null
        ? [{ facts: { logit: exactNumberText(from) }, at: range ?? line }]
        : [],
    );
  },
  fixInLoss: (loss, at) =>
    [...withoutCallAt(loss, at), ...inSinglePrecision(loss)].map((edits) => ({
      title: 'in-float32' as const,
      edits,
    })),
};
