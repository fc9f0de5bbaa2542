import { type FindingRule, nameOf } from './evidence';

/** NaN or Infinity among logits, targets or weights. */
export const nonFinite: FindingRule = (evidence) => {
  const { counts, statistics } = evidence;
  if (counts.nonFinite === 0) {
    return null;
  }
  const { firstNonFiniteLogit: logit, firstNonFiniteTarget: target } = statistics.leftOut;
  const { notANumber, positiveInfinity, negativeInfinity } = statistics.values;
  return {
    id: 'non-finite',
    severity: 'error',
    facts: {
      logits: nameOf(evidence, 'logits'),
      targets: nameOf(evidence, 'targets'),
      elements: counts.elements,
      nonFinite: counts.nonFinite,
      notANumber,
      positiveInfinity,
      negativeInfinity,
      firstLogit: logit === null ? null : { value: logit.value, index: logit.index },
      firstTarget: target === null ? null : { value: target.value, index: target.index },
    },
  };
};
