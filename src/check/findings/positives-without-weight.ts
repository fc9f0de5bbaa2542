import { counted } from '../../format/count-text';
import { type FindingRule, inputOf, nameOf } from './evidence';

/** A weight or mask that is zero on every positive. */
export const positivesWithoutWeight: FindingRule = (evidence) => {
  const { positivesWithoutWeight: removed } = evidence.statistics.leftOut;
  if (removed === 0 || evidence.counts.positives > 0) {
    return null;
  }
  const names = (['weight', 'mask'] as const)
    .filter((role) => inputOf(evidence, role) !== undefined)
    .map((role) => nameOf(evidence, role));
  return {
    id: 'positives-without-weight',
    severity: 'error',
    title: 'The weight or mask removes every positive',
    seen: `${names.join(' and ')} ${names.length === 1 ? 'is' : 'are'} zero on all ${counted(removed, 'positive')}.`,
    means: 'The loss sees negatives alone: the model learns to answer "nothing" everywhere.',
    fix: 'Check whether the mask is inverted, and whether it is aligned with the targets.',
  };
};
