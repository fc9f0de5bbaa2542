import type { FindingRule } from './evidence';

/** Arrays that belong to the loss by their names, but that could not be taken. */
export const unusedArrays: FindingRule = ({ unusedArrays: unused }) => {
  if (unused.length === 0) {
    return null;
  }
  return {
    id: 'array-not-used',
    severity: 'warning',
    facts: {
      arrays: unused.map(({ role, file, array, reason, reasonFacts = null }) => ({
        role,
        file,
        array,
        reason,
        reasonFacts,
      })),
    },
  };
};
