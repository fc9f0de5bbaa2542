import type { WatchedArray } from '../../verdict/loss-runner';
import { isClose, type Measure } from '../../verdict/measure';
import { type Example, examplesOf } from '../../verdict/probes';
import type { LossSubject } from '../rule';
import { baseOf } from './bases';
import { documentsLogits } from './documented-input';
import { isLogarithm, operationsOf } from './operations';
import { targetProbabilityOf } from './probabilities';
import { holds, tracedExamples } from './trace';

/** The number that stands in the place of p_t where a raw logit is taken for a probability. */
export function rawTargetOf(example: Example): number {
  return targetProbabilityOf(example, 'probabilities');
}

/** True if γ is the exponent of 1 − x in place of 1 − p, in a loss whose cross-entropy is that of logits, or that takes logits by its words. */
export function takesLogitForPt(loss: LossSubject): boolean {
  const { measure } = loss;
  if (!measure) {
    return false;
  }
  const examples = examplesOf(measure.layout);
  const isRaw = examples.every((example) =>
    isClose(baseOf(measure, example), 1 - rawTargetOf(example), 1e-3),
  );
  return isRaw && (hasCrossEntropyOfLogits(measure, examples) || documentsLogits(loss));
}

/** True if the losses of two examples of a target have the ratio of their cross-entropies with logits. */
function hasCrossEntropyOfLogits(measure: Measure, examples: readonly Example[]): boolean {
  const weights = examples.map((example) => {
    const loss = measure.ofExample(example, { ...measure.usual, gamma: 2 }) ?? Number.NaN;
    return loss / ((1 - rawTargetOf(example)) ** 2 * -Math.log(targetProbabilityOf(example)));
  });
  return examples.every((example, at) => {
    const first = examples.findIndex(({ target }) => target === example.target);
    return isClose(weights[at] ?? Number.NaN, weights[first] ?? Number.NaN, 1e-3);
  });
}

/** The logarithm of a raw input. */
export function logarithmOfInput(measure: Measure): WatchedArray | undefined {
  const examples = tracedExamples(measure);
  const whole = [...examples.flatMap(({ input }) => input)];
  const ofTargets = examples.map(rawTargetOf);
  const isRaw = (operand: WatchedArray): boolean => holds(operand, whole) || holds(operand, ofTargets);
  return operationsOf(measure, examples).find(
    (operation) => isLogarithm(operation) && operation.operands[0] && isRaw(operation.operands[0]),
  )?.result;
}
