import { priorBias } from '../../loss/class-balance';
import { numberText, percentText } from '../number-text';
import { type FindingRule, takenCount } from './evidence';

/** Positives rarer than this call for a bias. */
const RARE = 0.05;
/** The share of elements near p = 0.5 from which the model counts as untrained. */
const UNDECIDED_SHARE = 0.9;
/** The share of the largest reliability bins: 1/3 to 2/3. */
const MIDDLE_BINS = [5, 6, 7, 8, 9];

/** Rare positives, and a model that starts at p ≈ 0.5 for everything. */
export const priorBiasMissing: FindingRule = (evidence) => {
  const { counts, interpretation, statistics } = evidence;
  const taken = takenCount(evidence);
  const prior = counts.positives / taken;
  if (interpretation.link !== 'sigmoid' || !(prior > 0 && prior <= RARE)) return null;
  const undecided =
    MIDDLE_BINS.reduce((sum, bin) => sum + (statistics.reliability.counts[bin] ?? 0), 0) / taken;
  if (undecided < UNDECIDED_SHARE) return null;
  return {
    id: 'prior-bias-missing',
    severity: 'warning',
    title: 'The prior-probability initialisation is missing',
    seen: `${percentText(undecided)} of the elements have p between 1/3 and 2/3, but only ${percentText(prior)} are positives.`,
    means:
      'Every negative starts with a large loss: their sum drowns the positives, and the first steps are unstable (Lin et al. 2017, section 3.3).',
    fix: `Start the last layer's bias at −log((1 − π) / π): ${numberText(priorBias(prior))} for the π = ${numberText(prior)} of this data, ${numberText(priorBias(0.01))} for the paper's 0.01.`,
  };
};
