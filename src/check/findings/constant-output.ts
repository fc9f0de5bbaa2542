import { type FindingRule, nameOf, takenCount } from './evidence';

/** Every value is the same: the model answers nothing. */
export const constantOutput: FindingRule = (evidence) => {
  const { minimum, maximum } = evidence.distribution.values;
  if (takenCount(evidence) < 2 || minimum === null || minimum !== maximum) {
    return null;
  }
  return {
    id: 'constant-output',
    severity: 'error',
    facts: {
      logits: nameOf(evidence, 'logits'),
      value: minimum,
      elements: takenCount(evidence),
    },
  };
};
