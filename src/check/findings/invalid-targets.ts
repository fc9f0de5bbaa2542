import type { FactsOfFinding, FindingId } from '../../messages/finding';
import { type FindingEvidence, type FindingRule, nameOf } from './evidence';

type Facts = FactsOfFinding<'targets-out-of-range'>;

const LISTED = 5;
/** Findings about missing targets, which may be among those that could not be used, and about the values that they have. */
const MISSED_TARGETS: readonly FindingId[] = ['empty', 'no-positives', 'absent-class', 'soft-targets'];

/** Targets outside the allowed set, indices out of range. */
export const targetsOutOfRange: FindingRule = (evidence) => {
  const { leftOut } = evidence.statistics;
  const outside = leftOut.invalidTargets - leftOut.rowsNotSummingToOne;
  if (outside === 0) {
    return null;
  }
  return {
    id: 'targets-out-of-range',
    severity: 'error',
    facts: {
      targets: nameOf(evidence, 'targets'),
      values: badValues(evidence),
      allowed: allowedValues(evidence),
      elements: outside,
      first: placeOf(evidence),
      repair: repairOf(evidence),
    },
    leadsTo: MISSED_TARGETS,
  };
};

/** One-hot or soft rows that do not sum to one. */
export const targetsNotOneHot: FindingRule = (evidence) => {
  const rows = evidence.statistics.leftOut.rowsNotSummingToOne;
  if (rows === 0) {
    return null;
  }
  return {
    id: 'targets-not-one-hot',
    severity: 'error',
    facts: {
      targets: nameOf(evidence, 'targets'),
      rows,
      values: badValues(evidence),
      first: placeOf(evidence),
    },
    leadsTo: MISSED_TARGETS,
  };
};

/** The remedy for labels in a usual form that this loss does not accept. */
function repairOf({ interpretation, statistics, classes }: FindingEvidence): Facts['repair'] {
  const values = statistics.leftOut.invalidValues.map(([value]) => value);
  const [only] = values;
  if (values.length !== 1) {
    return 'unknown';
  }
  if (interpretation.targets === 'index') {
    return only === interpretation.classes && classes[0]?.count === 0 ? 'countFromOne' : 'unknown';
  }
  return only === -1 ? 'plusMinusOne' : only === 255 ? 'byteMask' : 'unknown';
}

function badValues({ statistics }: FindingEvidence): number[] {
  return statistics.leftOut.invalidValues.slice(0, LISTED).map(([value]) => value);
}

function placeOf({ statistics }: FindingEvidence): Facts['first'] {
  const place = statistics.leftOut.firstInvalidTarget;
  return place === null ? null : { file: place.file, index: place.index };
}

function allowedValues({ interpretation }: FindingEvidence): Facts['allowed'] {
  if (interpretation.targets === 'soft') {
    return 'probability';
  }
  if (interpretation.targets !== 'index') {
    return 'binary';
  }
  return { classes: interpretation.classes ?? 0, hasBackground: interpretation.link === 'sigmoid' };
}
