import type { WatchedArray } from '../../verdict/loss-runner';
import { isClose } from '../../verdict/measure';
import type { LossSubject, TextRange } from '../rule';
import { isProduct, operationsOf } from './operations';
import { probabilitiesOf, targetProbabilityOf } from './probabilities';
import { placeOfArray, tracedExamples } from './trace';

const GAMMA = 2;

/**
 * The place where the cross-entropies of the targets, a column, multiply the modulating factors of all classes, in a loss over classes whose
 * power is none of 1 − p_t; null for any other loss.
 */
export function factorsOfAllClasses({ measure, verdict: { computes } }: LossSubject): TextRange | null {
  const { layout } = measure ?? {};
  if (!measure || !layout?.hasIndexTargets || computes?.link !== 'softmax' || computes.gammaIsExponentOf) {
    return null;
  }
  const examples = tracedExamples(measure);
  const factors = examples.flatMap((example) => probabilitiesOf(example).map((p) => (1 - p) ** GAMMA));
  const entropies = examples.map((example) => -Math.log(targetProbabilityOf(example)));
  const product = operationsOf(measure, examples, { gamma: GAMMA }).find(
    (operation) =>
      isProduct(operation) &&
      operation.result.tensor.size === factors.length &&
      [factors, entropies].every((expected) =>
        operation.operands.some((operand) => operand && isMultipleOf(operand, expected)),
      ),
  );
  return placeOfArray(product?.result);
}

/** True if an array has these numbers but for one factor. */
function isMultipleOf({ tensor: { data } }: WatchedArray, expected: readonly number[]): boolean {
  const factor = (data[0] ?? 0) / (expected[0] ?? 1);
  return (
    factor !== 0 &&
    data.length === expected.length &&
    expected.every((value, at) => isClose(data[at] ?? Number.NaN, factor * value, 1e-6))
  );
}
