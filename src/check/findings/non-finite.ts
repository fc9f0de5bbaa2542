import { kindOfNotFinite } from '../derive/not-finite';
import { type FindingRule, nameOf } from './evidence';
import { isRead } from './reading';

/** NaN or Infinity among logits, targets or weights. */
export const nonFinite: FindingRule = (evidence) => {
  const { counts, statistics } = evidence;
  if (counts.nonFinite === 0) {
    return null;
  }
  const { firstNonFiniteLogit: logit, firstNonFiniteTarget: target } = statistics.leftOut;
  const { notANumber, positiveInfinity, negativeInfinity } = statistics.values;
  const kind = kindOfNotFinite(statistics);
  if (kind === 'missingLabels' && target !== null) {
    return {
      id: 'missing-labels',
      severity: 'error',
      facts: {
        targets: nameOf(evidence, 'targets'),
        elements: counts.elements,
        missing: counts.nonFinite,
        index: target.index,
      },
      leadsTo: ['empty'],
    };
  }
  if (kind === 'notProbabilities' && logit !== null) {
    // The choice itself is the fault where the user chose probabilities: another finding says so.
    if (isRead(evidence, 'input-chosen')) {
      return null;
    }
    return {
      id: 'not-probabilities',
      severity: 'warning',
      facts: {
        logits: nameOf(evidence, 'logits'),
        elements: counts.elements,
        wrong: counts.nonFinite,
        value: logit.value,
        index: logit.index,
        link: evidence.interpretation.link,
      },
      leadsTo: ['empty'],
    };
  }
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
    leadsTo: ['empty'],
  };
};
