import { VERDICTS } from './consequences';
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
    facts: {
      logits: nameOf(evidence, 'logits'),
      value: minimum,
      elements: takenCount(evidence),
    },
    leadsTo: VERDICTS,
  };
};
