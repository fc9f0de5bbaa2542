import { powersOfOneMinusPt } from '../fixes/building/powers-of-one-minus-pt';
import type { WatchedArray } from '../verdict/loss-runner';
import { isClose } from '../verdict/measure';
import { isPower, isProduct, operationsOf, placeOfPower } from './evidence/operations';
import { probabilitiesOf } from './evidence/probabilities';
import { placeOfArray, tracedExamples } from './evidence/trace';
import type { LossSubject, Rule, TextRange } from './rule';

/** (1 − p)^γ weakens both targets. */
export const pInsteadOfPt: Rule<'p-instead-of-pt'> = {
  id: 'p-instead-of-pt',
  severity: 'error',
  inLoss: (loss) =>
    loss.verdict.computes?.gammaIsExponentOf === '1-p'
      ? [{ facts: {}, at: powerOfNegatives(loss) ?? placeOfPower(loss) }]
      : [],
  fixInLoss: (loss) =>
    powersOfOneMinusPt(loss).map((edits) => ({
      title: 'power-of-one-minus-pt' as const,
      edits,
      changes: { gammaIsExponentOf: '1-p_t' as const },
    })),
};

/** Where each side has a power of its own, the one that multiplies log(1 − p): that of the positives is right. */
function powerOfNegatives({ measure, verdict }: LossSubject): TextRange | null {
  if (measure?.layout.width !== 1) {
    return null;
  }
  const examples = tracedExamples(measure);
  const input = verdict.computes?.input ?? undefined;
  const logarithms = examples.map((example) => Math.log(1 - (probabilitiesOf(example, input)[0] ?? 0)));
  /** The tensors that hold a power or a product with one, each with the power. */
  const holders = new Map<object, WatchedArray>();
  for (const operation of operationsOf(measure, examples)) {
    const { operands, result } = operation;
    if (isPower(operation)) {
      holders.set(result.tensor, result);
    }
    const power = isProduct(operation)
      ? operands.flatMap((operand) => holders.get(operand?.tensor ?? result) ?? [])[0]
      : undefined;
    if (power) {
      if (operands.some((operand) => operand && isMultipleOf(operand, logarithms))) {
        return placeOfArray(power);
      }
      holders.set(result.tensor, power);
    }
  }
  return null;
}

function isMultipleOf({ tensor: { data } }: WatchedArray, expected: readonly number[]): boolean {
  const factor = (data[0] ?? 0) / (expected[0] ?? 1);
  return (
    factor !== 0 &&
    data.length === expected.length &&
    expected.every((value, at) => isClose(data[at] ?? 0, factor * value, 1e-6))
  );
}
