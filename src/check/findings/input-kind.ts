import type { FindingId } from '../../messages/finding';
import { baseName } from '../../tensor/file-names';
import { AGREEMENTS, VERDICTS } from './consequences';
import { type FindingEvidence, type FindingRule, inputOf, nameOf } from './evidence';
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

/** The most of a percentage, with the rounding of float16. */
const MOST_PERCENT = 100.1;
/** Values of a ReLU may lie in [0, 10] too. */
const LEAST_OF_PERCENT = 10;

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
 * Values outside [0, 1] under the name of probabilities, or taken for them by choice. Where none is below 0 they are no logits
 * either, but percentages or another scale, and nothing that is said of them as logits holds.
 */
export const logitsAsProbabilities: FindingRule = (evidence) => {
  const { interpretation, distribution } = evidence;
  const { minimum, maximum } = distribution.values;
  if (minimum === null || maximum === null || (minimum >= 0 && maximum <= 1)) {
    return null;
  }
  const isChosen = interpretation.input === 'probabilities' && isRead(evidence, 'input-chosen');
  const isNamedSo = isNamed(evidence, /prob|^p$/i) && !isNamed(evidence, /log/i);
  if (!isChosen && (interpretation.input === 'probabilities' || !isNamedSo)) {
    return null;
  }
  return {
    id: 'logits-as-probabilities',
    severity: 'error',
    facts: {
      logits: nameOf(evidence, 'logits'),
      isChosen,
      arePercentages: minimum >= 0 && maximum > LEAST_OF_PERCENT && maximum <= MOST_PERCENT,
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
