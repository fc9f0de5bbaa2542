import { reducedLast } from '../fixes/building/cross-entropy';
import type { WatchedArray } from '../verdict/loss-runner';
import { isClose } from '../verdict/measure';
import { type Operation, operationsOf } from './evidence/operations';
import { targetProbabilityOf } from './evidence/probabilities';
import { arraysOf, placeOfArray, tracedExamples } from './evidence/trace';
import { type LossSubject, type Rule, relatedAt, type TextRange } from './rule';

const PRODUCTS: ReadonlySet<string> = new Set(['*', 'mul', 'multiply']);
const POWERS: ReadonlySet<string> = new Set(['**', 'pow', 'power']);
const DIVISIONS: ReadonlySet<string> = new Set(['/', 'div', 'divide', 'true_divide', 'truediv']);

/** The mean or sum of the cross-entropy is taken before the power of γ, or before the modulating factors multiply it. */
export const reducedBeforeModulation: Rule<'reduced-before-modulation'> = {
  id: 'reduced-before-modulation',
  severity: 'error',
  inLoss: (loss) => {
    const { verdict, measure } = loss;
    const isReduced = verdict.observations.some(
      (observation) => observation.kind === 'notSeparable' && observation.isReducedBeforePower,
    );
    if (!isReduced || !measure) {
      return multipliedByMean(loss).map((at) => ({ facts: { hasFactors: true }, at }));
    }
    const operations = operationsOf(measure, tracedExamples(measure));
    if (operations.some(isOverlap)) {
      return [];
    }
    const arrays = arraysOf(measure, tracedExamples(measure));
    const first = arrays.find(
      ({ tensor, phase }) => phase === 'forward' && tensor.size === 1 && tensor.hasGradient,
    );
    const event = verdict.events.find(({ kind }) => kind === 'reducedBeforePower');
    const power = operations.find(({ name }) => POWERS.has(name));
    return [
      {
        facts: { hasFactors: false },
        at: placeOfArray(first) ?? (event?.place.line || null),
        related: relatedAt(placeOfArray(power?.result), 'powerAfter'),
      },
    ];
  },
  fixInLoss: (loss) => reducedLast(loss).map((edits) => ({ title: 'reduce-last' as const, edits })),
};

/** True for a quotient of sums of predictions, such as the index of Dice or of Tversky, which belongs to a batch or an image as a whole. */
function isOverlap({ name, operands: [, divisor] }: Operation): boolean {
  return DIVISIONS.has(name) && divisor?.tensor.hasGradient === true && divisor.tensor.isReduced;
}

/**
 * The mean or sum of the cross-entropies that multiplies the factors of the examples, in a loss whose examples depend on each other: the
 * factors are right, and what they multiply is the same for all.
 */
function multipliedByMean({ verdict, measure }: LossSubject): TextRange[] {
  const isMixed = verdict.observations.some(({ kind }) => kind === 'notSeparable');
  if (!isMixed || !measure) {
    return [];
  }
  const examples = tracedExamples(measure);
  // A cross-entropy may take for logits what the power takes for probabilities.
  const totals = (['logits', 'probabilities'] as const).map((input) =>
    examples.reduce((sum, each) => sum - Math.log(targetProbabilityOf(each, input)), 0),
  );
  const isReduced = ({ tensor: { size, data, hasGradient } }: WatchedArray): boolean =>
    size === 1 &&
    hasGradient &&
    totals
      .flatMap((total) => [total, total / examples.length])
      .some((each) => isClose(data[0] ?? Number.NaN, each, 1e-6));
  // Weights of the examples may come before the modulating factors.
  const hasFactors = verdict.computes?.gammaIsExponentOf === '1-p_t';
  const isOfExamples = ({ tensor }: WatchedArray): boolean =>
    tensor.size === examples.length && (tensor.hasGradient || hasFactors);
  const product = operationsOf(measure, examples).find(
    ({ name, operands: [one, other] }) =>
      PRODUCTS.has(name) &&
      one !== undefined &&
      other !== undefined &&
      ((isReduced(one) && isOfExamples(other)) || (isReduced(other) && isOfExamples(one))),
  );
  const place = product && placeOfArray(arraysOf(measure, examples).find(isReduced));
  return place ? [place] : [];
}
