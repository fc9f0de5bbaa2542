import { expectedPositives } from '../derive/expected-counts';
import { atMostByChance } from '../derive/significance';
import type { FindingEvidence, FindingRule } from './evidence';

/** Level of the test whether a model that is right would leave the sample without a positive. */
const LEVEL = 1e-3;

/**
 * No positives, so that the paper's normaliser is zero. Information where a sigmoid foretells so few that none is no surprise
 * (Poisson, level 1e-3): a sample of rare positives may have none.
 */
export const noPositives: FindingRule = (evidence) => {
  const { counts } = evidence;
  if (counts.positives > 0 || counts.negatives === 0) {
    return null;
  }
  return {
    id: 'no-positives',
    severity: mayBeChance(evidence) ? 'information' : 'error',
    facts: {
      negatives: counts.negatives,
    },
  };
};

function mayBeChance({ interpretation, statistics }: FindingEvidence): boolean {
  return interpretation.link === 'sigmoid' && atMostByChance(0, expectedPositives(statistics)) >= LEVEL;
}
