import { type FindingRule, nameOf } from './evidence';

/** Targets between 0 and 1, which most focal losses do not expect. */
export const softTargets: FindingRule = (evidence) => {
  if (evidence.interpretation.targets !== 'soft') {
    return null;
  }
  return {
    id: 'soft-targets',
    severity: 'warning',
    facts: {
      targets: nameOf(evidence, 'targets'),
    },
  };
};
