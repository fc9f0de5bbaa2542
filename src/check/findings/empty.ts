import { type FindingRule, nameOf } from './evidence';

/** No element takes part in the loss. */
export const empty: FindingRule = (evidence) => {
  const { counts } = evidence;
  if (counts.positives + counts.negatives > 0) {
    return null;
  }
  return {
    id: 'empty',
    severity: 'error',
    facts: {
      logits: nameOf(evidence, 'logits'),
      elements: counts.elements,
      ignored: counts.ignored,
      nonFinite: counts.nonFinite,
      invalidTargets: counts.invalidTargets,
    },
  };
};
