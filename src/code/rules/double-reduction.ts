import { isClose } from '../verdict/measure';
import { exampleOf } from '../verdict/probes';
import { callsOfLosses } from './evidence/loss-calls';
import { operationsOf } from './evidence/operations';
import { lastReturn } from './evidence/place';
import { divisorOf } from './evidence/positives-in-divisor';
import { placeOfArray, tracedExamples } from './evidence/trace';
import type { FileSubject, LossSubject, Rule, TextRange } from './rule';

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
  inFile: (subject) =>
    dividedMeans(subject).map(({ isOfPositives, at }) => ({ facts: { isOfPositives }, at })),
};

/** Matches a number of positives or of the examples of a batch, by its name or as it is counted. */
const COUNT =
  /^(?:max\(\s*(?:1(?:\.0)?\s*,)?\s*)?(?:self\.)?(?:(?:num|n|number_of)_?(?:pos|positives?|fg|foreground|boxes|bboxes|gt|objects|targets|anchors)\w*|\w*(?:pos|fg|targets?|mask|labels?)\.(?:float\(\)\.)?sum\(\).*|(?:batch_?size|bs)|\w+\.(?:shape\[0\]|size\(0\)))\b[^+]*$/i;

/** The divisors of means that are counts of examples. */
function dividedMeans(subject: FileSubject): { readonly isOfPositives: boolean; readonly at: TextRange }[] {
  return callsOfLosses(subject).flatMap(({ call, loss }) => {
    const divisor = loss.reduction === 'mean' ? divisorOf(call) : null;
    return divisor && COUNT.test(divisor.text)
      ? [
          {
            isOfPositives: !/batch|bs|shape|size/i.test(divisor.text),
            at: { start: call.startIndex, end: divisor.endIndex },
          },
        ]
      : [];
  });
}

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
