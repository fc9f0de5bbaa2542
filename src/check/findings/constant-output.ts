import { counted } from '../../format/count-text';
import { numberText } from '../../format/number-text';
import { type FindingRule, nameOf, takenCount } from './evidence';

/** All values are equal. */
export const constantOutput: FindingRule = (evidence) => {
  const { minimum, maximum } = evidence.distribution.values;
  if (takenCount(evidence) < 2 || minimum === null || minimum !== maximum) {
    return null;
  }
  return {
    id: 'constant-output',
    severity: 'error',
    title: 'The output is constant',
    seen: `All values of ${nameOf(evidence, 'logits')} are ${numberText(minimum)} (${counted(takenCount(evidence), 'element')}).`,
    means:
      'The model does not look at its input: a dead layer, weights of zero, or an array that was never filled.',
    fix: 'Check the activations layer by layer, the initialisation, and that the saved array is the model’s output.',
  };
};
