import { isClose, type Measure } from '../verdict/measure';
import { exampleOf } from '../verdict/probes';
import { type Operation, operationsOf } from './evidence/operations';
import { lastReturn } from './evidence/place';
import { arraysOf, placeOfArray, tracedExamples } from './evidence/trace';
import { type Rule, relatedAt } from './rule';

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
    if (!shrinks(1) || (width > 1 && !shrinks(0))) {
      return [];
    }
    const division = lastDivision(measure);
    const at = placeOfArray(division?.result) ?? lastReturn(loss);
    const averaged = arraysOf(measure, tracedExamples(measure)).find(
      ({ tensor }) => tensor === division?.operands[0]?.tensor,
    );
    return [{ facts: { isOfPositives }, at, related: relatedAt(placeOfArray(averaged), 'averagedBefore') }];
  },
};

/** The last division of one number, which was reduced. */
function lastDivision(measure: Measure): Operation | undefined {
  return operationsOf(measure, tracedExamples(measure)).findLast(
    ({ name, operands }) => /^(?:\/|div|divide|true_divide)$/.test(name) && operands[0]?.tensor.size === 1,
  );
}
