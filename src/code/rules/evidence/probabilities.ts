import type { ExpectedInput } from '../../../loss/variants/variant';
import { sigmoid } from '../../../numerics/stable';
import { softmaxOf } from '../../verdict/gamma';
import type { Example } from '../../verdict/probes';

/** The probabilities of an example's classes: of one decision that of the positive class alone. */
export function probabilitiesOf({ input }: Example, given: ExpectedInput = 'logits'): readonly number[] {
  if (given === 'probabilities') {
    return input;
  }
  return input.length === 1 ? [sigmoid(input[0] ?? 0)] : softmaxOf(input);
}

/** The probability of the target. */
export function targetProbabilityOf(example: Example, given: ExpectedInput = 'logits'): number {
  const probabilities = probabilitiesOf(example, given);
  const [p = 0] = probabilities;
  if (example.input.length > 1) {
    return probabilities[example.target] ?? 0;
  }
  return example.target === 1 ? p : 1 - p;
}
