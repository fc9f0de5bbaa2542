import type { FindingRule } from './evidence';

/** No positives, so that the paper's normaliser is zero. */
export const noPositives: FindingRule = ({ counts }) => {
  if (counts.positives > 0 || counts.negatives === 0) {
    return null;
  }
  return {
    id: 'no-positives',
    severity: 'error',
    facts: {
      negatives: counts.negatives,
    },
  };
};
