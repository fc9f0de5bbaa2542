import type { FindingId } from '../../messages/finding';
import { baseName } from '../../tensor/file-names';
import { AGREEMENTS, VERDICTS } from './consequences';
import { type FindingEvidence, type FindingRule, inputOf, nameOf } from './evidence';
import { isRead } from './reading';
import { scaleByRange, scaledProbabilities } from './scaled-probabilities';

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
 * Values outside [0, 1] under the name of probabilities, or taken for them by choice; percentages and bytes also by
 * what the values show, under any name. Where none is below 0 they are no logits either, and nothing that is said of them as logits holds.
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
  const shown = isChosen || isNamedSo ? null : scaledProbabilities(evidence);
  if (!isChosen && !isNamedSo && shown === null) {
    return null;
  }
  const scale = shown?.scale ?? scaleByRange(evidence);
  return {
    id: 'logits-as-probabilities',
    // Only what the targets show may be chance.
    severity: shown?.shownBy === 'targets' ? 'warning' : 'error',
    facts: {
      logits: nameOf(evidence, 'logits'),
      isChosen,
      arePercentages: scale === 100,
      ...(scale === null ? {} : { scale }),
      ...(shown === null ? {} : { shownBy: shown.shownBy }),
      minimum,
      maximum,
    },
    leadsTo: isChosen ? [...OF_VALUES, ...VERDICTS] : ofReading(minimum),
  };
};

/**
 * Logarithms of the probabilities of one class, by their name: no value lies above 0. A softmax leaves log-probabilities of all
 * classes as they are, but a sigmoid takes these for logits, and no probability above one half comes out.
 */
export const logProbabilitiesAsLogits: FindingRule = (evidence) => {
  const { interpretation, distribution } = evidence;
  const { minimum, maximum } = distribution.values;
  if (minimum === null || maximum === null || maximum > 0 || minimum === maximum) {
    return null;
  }
  const isTakenForLogits = interpretation.link === 'sigmoid' && interpretation.input === 'logits';
  return isTakenForLogits && isNamed(evidence, /log_?(prob|sigmoid)/i)
    ? {
        id: 'log-probabilities-as-logits',
        severity: 'error',
        facts: { logits: nameOf(evidence, 'logits'), minimum, maximum },
        leadsTo: OF_LOGITS,
      }
    : null;
};

function ofReading(minimum: number): readonly FindingId[] {
  return minimum < 0 ? AGREEMENTS : OF_LOGITS;
}

function isNamed(evidence: FindingEvidence, pattern: RegExp): boolean {
  const input = inputOf(evidence, 'logits');
  return input !== undefined && pattern.test(baseName(input.array));
}
