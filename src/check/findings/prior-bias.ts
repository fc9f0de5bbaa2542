import { priorBias } from '../../loss/class-balance';
import { expectedPositives } from '../derive/expected-counts';
import { atMostByChance } from '../derive/significance';
import { CALIBRATION } from './consequences';
import { type FindingEvidence, type FindingRule, takenCount } from './evidence';

/** Below this share of positives a bias is needed. */
const RARE = 0.05;
/** Least share of elements near p = 0.5 with which a model counts as untrained. */
const UNDECIDED_SHARE = 0.9;
/** Level of the test whether so few positives are chance. */
const LEVEL = 1e-3;
/** Reliability bins with p from 1/3 to 2/3. */
const MIDDLE_BINS = [5, 6, 7, 8, 9];

/** Lin et al. 2017, section 4.1. */
const PAPER_PRIOR = 0.01;

/**
 * Rare positives and a model that predicts p ≈ 0.5 for everything. It is raised only if so few positives are no accident of
 * the sample: Poisson, with as many as the probabilities foretell, level 1e-3.
 */
export const priorBiasMissing: FindingRule = (evidence) => {
  const prior = evidence.counts.positives / takenCount(evidence);
  if (!isUndecided(evidence)) {
    return null;
  }
  return {
    id: 'prior-bias-missing',
    severity: 'warning',
    facts: {
      undecidedShare: undecidedShare(evidence),
      prior,
      bias: priorBias(prior),
      paperPrior: PAPER_PRIOR,
      paperBias: priorBias(PAPER_PRIOR),
    },
    leadsTo: ['alpha-on-wrong-side', 'gamma-too-small', ...CALIBRATION],
  };
};

/** True if a sigmoid predicts p ≈ 0.5 nearly everywhere although positives are rare: an untrained model. */
export function isUndecided(evidence: FindingEvidence): boolean {
  const prior = evidence.counts.positives / takenCount(evidence);
  const isRare = prior > 0 && prior <= RARE;
  if (evidence.interpretation.link !== 'sigmoid' || !isRare || undecidedShare(evidence) < UNDECIDED_SHARE) {
    return false;
  }
  return atMostByChance(evidence.counts.positives, expectedPositives(evidence.statistics)) < LEVEL;
}

function undecidedShare(evidence: FindingEvidence): number {
  const { counts } = evidence.statistics.reliability;
  return MIDDLE_BINS.reduce((sum, bin) => sum + (counts[bin] ?? 0), 0) / takenCount(evidence);
}
