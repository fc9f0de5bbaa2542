import { crossEntropyItself } from '../fixes/building/taken-away';
import { isLogarithm, operationsOf } from './evidence/operations';
import { targetProbabilityOf } from './evidence/probabilities';
import { holds, placeOfArray, tracedExamples } from './evidence/trace';
import type { Rule } from './rule';

/** An ε in the logarithm of a cross-entropy is not larger. */
const LARGEST_EPSILON = 1e-3;

/** The logarithm of something that is a cross-entropy already. */
export const logOfCe: Rule<'log-of-ce'> = {
  id: 'log-of-ce',
  severity: 'error',
  leadsTo: ['sign-error', 'unstable-log', 'eps-bias'],
  inLoss: ({ measure }) => {
    if (!measure) {
      return [];
    }
    const examples = tracedExamples(measure);
    const entropies = (['logits', 'probabilities'] as const).flatMap((input) => {
      const each = examples.map((example) => -Math.log(targetProbabilityOf(example, input)));
      const sum = each.reduce((total, value) => total + value, 0);
      return [each, each.map((value) => -value), [sum / each.length], [sum]];
    });
    const found = operationsOf(measure, examples).find((operation) => {
      const [operand] = operation.operands;
      return (
        isLogarithm(operation) &&
        operand?.tensor.hasGradient &&
        entropies.some((entropy) => holds(operand, entropy, LARGEST_EPSILON))
      );
    });
    return found ? [{ facts: {}, at: placeOfArray(found.result) }] : [];
  },
  fixInLoss: (loss, at) =>
    crossEntropyItself(loss, at).map((edits) => ({
      title: 'cross-entropy-itself' as const,
      edits,
      changes: {},
    })),
};
