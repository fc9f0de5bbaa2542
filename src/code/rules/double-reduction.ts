import { isClose } from '../verdict/measure';
import { exampleOf } from '../verdict/probes';
import { operationsOf } from './evidence/operations';
import { lastReturn } from './evidence/place';
import { placeOfArray, tracedExamples } from './evidence/trace';
import type { LossSubject, Rule, TextRange } from './rule';

/** A mean is divided by the size of the batch, or by the number of positives, once more. */
export const doubleReduction: Rule<'double-reduction'> = {
  id: 'double-reduction',
  severity: 'error',
  inLoss: (loss) => {
    const { measure } = loss;
    if (!measure) {
      return [];
    }
    const { width } = measure.layout;
    const shrinks = (target: number): boolean =>
      isClose(measure.growth(exampleOf(width, 0, target)) ?? Number.NaN, 0.5, 1e-6);
    const isOfPositives = shrinks(1) && !shrinks(0);
    return shrinks(1) && (width === 1 || shrinks(0))
      ? [{ facts: { isOfPositives }, at: lastDivision(loss) ?? lastReturn(loss) }]
      : [];
  },
};

/** The place at which one number that was reduced is divided last. */
function lastDivision({ measure }: LossSubject): TextRange | null {
  const divisions = measure
    ? operationsOf(measure, tracedExamples(measure)).filter(
        ({ name, operands }) =>
          /^(?:\/|div|divide|true_divide)$/.test(name) && operands[0]?.tensor.size === 1,
      )
    : [];
  return placeOfArray(divisions.at(-1)?.result);
}
