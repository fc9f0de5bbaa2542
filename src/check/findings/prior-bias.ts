import { priorBias } from '../../loss/class-balance';
import { CALIBRATION } from './consequences';
import { type FindingEvidence, type FindingRule, takenCount } from './evidence';

/** Below this share of positives a bias is needed. */
const RARE = 0.05;
/** From this share of elements near p = 0.5 on, the model counts as untrained. */
const UNDECIDED_SHARE = 0.9;
/** Reliability bins with p from 1/3 to 2/3. */
const MIDDLE_BINS = [5, 6, 7, 8, 9];

/** Lin et al. 2017, section 4.1. */
const PAPER_PRIOR = 0.01;

/** Rare positives and a model that predicts p ≈ 0.5 for everything. */
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
  return evidence.interpretation.link === 'sigmoid' && isRare && undecidedShare(evidence) >= UNDECIDED_SHARE;
}

function undecidedShare(evidence: FindingEvidence): number {
  const { counts } = evidence.statistics.reliability;
  return MIDDLE_BINS.reduce((sum, bin) => sum + (counts[bin] ?? 0), 0) / takenCount(evidence);
}
