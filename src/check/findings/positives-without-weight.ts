import { type FindingRule, inputOf, nameOf } from './evidence';

/** A weight or mask that is zero on every positive. */
export const positivesWithoutWeight: FindingRule = (evidence) => {
  const { positivesWithoutWeight: removed } = evidence.statistics.leftOut;
  if (removed === 0 || evidence.counts.positives > 0) {
    return null;
  }
  const roles = (['weight', 'mask'] as const).filter((role) => inputOf(evidence, role) !== undefined);
  return {
    id: 'positives-without-weight',
    severity: 'error',
    facts: {
      arrays: roles.map((role) => nameOf(evidence, role)),
      positives: removed,
    },
    leadsTo: ['no-positives', 'absent-class'],
  };
};
