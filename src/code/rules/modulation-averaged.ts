import { reducedLast } from '../fixes/building/cross-entropy';
import { withoutCallAt } from '../fixes/building/taken-away';
import type { WatchedArray } from '../verdict/loss-runner';
import { isClose } from '../verdict/measure';
import { operationsOf } from './evidence/operations';
import { probabilitiesOf, targetProbabilityOf } from './evidence/probabilities';
import { arraysOf, holds, placeOfArray, tracedExamples } from './evidence/trace';
import { type LossSubject, type Rule, relatedAt } from './rule';

/** A fixed γ is mostly this one. */
const GAMMA = 2;
const PRODUCTS: ReadonlySet<string> = new Set(['*', 'mul', 'multiply']);

/** The modulating factor is averaged before it multiplies the cross-entropy. */
export const modulationAveraged: Rule<'modulation-averaged'> = {
  id: 'modulation-averaged',
  severity: 'error',
  inLoss: (loss) => {
    const found = averagedFactor(loss);
    return found
      ? [
          {
            facts: {},
            at: placeOfArray(found.averaged),
            related: relatedAt(placeOfArray(found.product), 'averageMultiplies'),
          },
        ]
      : [];
  },
  fixInLoss: (loss, at) =>
    [...withoutCallAt(loss, at), ...reducedLast(loss)].map((edits) => ({
      title: 'without-average' as const,
      edits,
      changes: {},
    })),
};

/** The mean or sum of the modulating factors that multiplies in a loss whose examples depend on each other. */
function averagedFactor({
  measure,
  verdict,
}: LossSubject): { readonly averaged: WatchedArray; readonly product: WatchedArray } | undefined {
  const isMixed = verdict.observations.some(({ kind }) => kind === 'notSeparable');
  if (!measure || !isMixed) {
    return undefined;
  }
  const examples = tracedExamples(measure);
  const factors = examples.map(
    (example) => (1 - targetProbabilityOf(example, verdict.computes?.input ?? 'logits')) ** GAMMA,
  );
  const isFactorOfTargets = ({ tensor: { data, size } }: WatchedArray): boolean =>
    size === examples.length &&
    examples.every(({ target }, at) => {
      const first = examples.findIndex((each) => each.target === target);
      const weightAt = (index: number): number => (data[index] ?? 0) / (factors[index] ?? Number.NaN);
      return isClose(weightAt(at), weightAt(first), 1e-6) && weightAt(at) > 0;
    });
  const ofAllClasses = (['logits', 'probabilities'] as const).map((input) =>
    examples.flatMap((example) => probabilitiesOf(example, input).map((p) => (1 - p) ** GAMMA)),
  );
  const isFactor = (array: WatchedArray): boolean =>
    isFactorOfTargets(array) ||
    (measure.layout.width > 1 && ofAllClasses.some((factors) => holds(array, factors)));
  const settings = { gamma: GAMMA };
  const sums = arraysOf(measure, examples, settings)
    .filter(isFactor)
    .map(({ tensor: { data, size } }) => ({ sum: data.reduce((sum, value) => sum + value, 0), size }));
  const isAverage = ({ tensor }: WatchedArray): boolean =>
    tensor.size === 1 &&
    sums.some(({ sum, size }) =>
      [sum, sum / size].some((each) => isClose(tensor.data[0] ?? Number.NaN, each, 1e-6)),
    );
  const product = operationsOf(measure, examples, settings).find(
    ({ name, operands }) => PRODUCTS.has(name) && operands.some((operand) => operand && isAverage(operand)),
  )?.result;
  const averaged = arraysOf(measure, examples, settings).find(isAverage);
  return product && averaged && { averaged, product };
}
