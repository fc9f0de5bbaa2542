import { crossEntropyOfLogits } from '../fixes/building/of-logits';
import type { Example } from '../verdict/probes';
import { documentsLogits } from './evidence/documented-input';
import { rawOutputs } from './evidence/loss-calls';
import { isLogarithm, type Operation, operationsOf } from './evidence/operations';
import { targetProbabilityOf } from './evidence/probabilities';
import { isSquashingOf } from './evidence/squashing';
import { arraysOf, holds, placeOfArray, tracedExamples } from './evidence/trace';
import type { Rule } from './rule';

/** A cross-entropy of probabilities is given raw logits. */
export const probabilitiesLossOnLogits: Rule<'probabilities-loss-on-logits'> = {
  id: 'probabilities-loss-on-logits',
  severity: 'error',
  leadsTo: ['pt-from-logits', 'log-of-logits', 'unstable-log', 'eps-bias', 'sign-error'],
  inLoss: (loss) => {
    const { measure } = loss;
    if (!measure) {
      return [];
    }
    const examples = tracedExamples(measure);
    const found = operationsOf(measure, examples).find((operation) => takesRawInput(operation, examples));
    const isOfLogits = (): boolean =>
      documentsLogits(loss) || arraysOf(measure, examples).some((array) => isSquashingOf(array, examples));
    return found && isOfLogits() ? [{ facts: { name: found.name }, at: placeOfArray(found.result) }] : [];
  },
  inFile: (subject) => rawOutputs(subject).map(({ name, at }) => ({ facts: { name }, at })),
  fixInLoss: (loss, at) =>
    crossEntropyOfLogits(loss, at).map((edits) => ({
      title: 'cross-entropy-of-logits' as const,
      edits,
      changes: { input: 'logits' as const },
    })),
};

/** True for a function, other than a logarithm, that is handed the input and gives the cross-entropy of it as of probabilities. */
function takesRawInput(operation: Operation, examples: readonly Example[]): boolean {
  const { operands, keywords, result } = operation;
  const inputs = examples.flatMap(({ input }) => input);
  const each = examples.map((example) => -Math.log(targetProbabilityOf(example, 'probabilities')));
  const mean = each.reduce((sum, value) => sum + value, 0) / each.length;
  return (
    result.expression.type === 'call' &&
    !isLogarithm(operation) &&
    [...operands, ...keywords.values()].some((operand) => operand && holds(operand, inputs)) &&
    (holds(result, each, 1e-5) || holds(result, [mean], 1e-5))
  );
}
