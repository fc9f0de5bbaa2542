import type { FindingRule } from './evidence';

/** Arrays whose names belong to the loss but that could not be used. Weights of classes are only to be given as α. */
export const unusedArrays: FindingRule = ({ unusedArrays: unused }) => {
  if (unused.length === 0) {
    return null;
  }
  return {
    id: 'array-not-used',
    severity: unused.every(({ reasonFacts }) => reasonFacts?.id === 'weights-of-classes')
      ? 'information'
      : 'warning',
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
