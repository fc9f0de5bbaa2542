import { type FindingRule, takenCount } from './evidence';
import { isMaskedClass } from './reading';

const LISTED = 8;

/** Classes without a single example. */
export const absentClasses: FindingRule = (evidence) => {
  const { classes, interpretation } = evidence;
  if (takenCount(evidence) === 0) {
    return null;
  }
  // The absence of all positives is another finding.
  const absent = classes.filter(
    ({ index, count, label }) => count === 0 && label !== 'positive' && !isMaskedClass(evidence, index),
  );
  if (absent.length === 0 || absent.length === classes.length) {
    return null;
  }
  return {
    id: 'absent-class',
    severity: 'warning',
    facts: {
      classes:
        interpretation.classAxis === null ? 'negatives' : absent.slice(0, LISTED).map(({ index }) => index),
      count: absent.length,
      elements: takenCount(evidence),
    },
  };
};
