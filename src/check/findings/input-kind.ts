import type { FindingId } from '../../messages/finding';
import { baseName } from '../../tensor/file-names';
import { AGREEMENTS, VERDICTS } from './consequences';
import { type FindingEvidence, type FindingRule, inputOf, nameOf } from './evidence';
import { mayBePercentages, percentagesShownBy } from './percentages';
import { isRead } from './reading';

/** Findings about logits that are left out because they are no probabilities. */
const OF_VALUES: readonly FindingId[] = [
  'non-finite',
  'not-probabilities',
  'empty',
  'no-positives',
  'absent-class',
  'constant-output',
  'dead-channel',
];

/** Findings of values that were taken for logits, for want of a better reading. */
const OF_LOGITS: readonly FindingId[] = [...VERDICTS, 'saturated-logits'];

/** Values in [0, 1] under the name of logits, or taken for logits by choice. */
export const probabilitiesAsLogits: FindingRule = (evidence) => {
  const { interpretation, distribution } = evidence;
  const { minimum, maximum } = distribution.values;
  if (minimum === null || maximum === null || minimum < 0 || maximum > 1 || minimum === maximum) {
    return null;
  }
  const isChosen = interpretation.input === 'logits' && interpretation.link === 'sigmoid';
  if (!isChosen && !(interpretation.input === 'probabilities' && isNamed(evidence, /logit/i))) {
    return null;
  }
  return {
    id: 'probabilities-as-logits',
    // A choice of the user may be meant so.
    severity: isChosen ? 'warning' : 'error',
    facts: {
      logits: nameOf(evidence, 'logits'),
      isChosen,
      link: interpretation.link,
      minimum,
      maximum,
    },
    leadsTo: isChosen ? VERDICTS : AGREEMENTS,
  };
};

/**
 * Values outside [0, 1] under the name of probabilities, or taken for them by choice; percentages also by what the values show,
 * under any name. Where none is below 0 they are no logits either, and nothing that is said of them as logits holds.
 */
export const logitsAsProbabilities: FindingRule = (evidence) => {
  const { interpretation, distribution } = evidence;
  const { minimum, maximum } = distribution.values;
  if (minimum === null || maximum === null || (minimum >= 0 && maximum <= 1)) {
    return null;
  }
  const isChosen = interpretation.input === 'probabilities' && isRead(evidence, 'input-chosen');
  if (!isChosen && interpretation.input === 'probabilities') {
    return null;
  }
  const isNamedSo = isNamed(evidence, /prob|^p$/i) && !isNamed(evidence, /log/i);
  const shownBy = isChosen || isNamedSo ? undefined : percentagesShownBy(evidence);
  if (!isChosen && !isNamedSo && shownBy === undefined) {
    return null;
  }
  return {
    id: 'logits-as-probabilities',
    // Only what the targets show may be chance.
    severity: shownBy === 'targets' ? 'warning' : 'error',
    facts: {
      logits: nameOf(evidence, 'logits'),
      isChosen,
      arePercentages: shownBy !== undefined || mayBePercentages(minimum, maximum),
      ...(shownBy === undefined ? {} : { shownBy }),
      minimum,
      maximum,
    },
    leadsTo: isChosen ? [...OF_VALUES, ...VERDICTS] : ofReading(minimum),
  };
};

function ofReading(minimum: number): readonly FindingId[] {
  return minimum < 0 ? AGREEMENTS : OF_LOGITS;
}

function isNamed(evidence: FindingEvidence, pattern: RegExp): boolean {
  const input = inputOf(evidence, 'logits');
  return input !== undefined && pattern.test(baseName(input.array));
}
