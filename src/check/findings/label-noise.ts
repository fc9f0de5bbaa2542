import { expectedContradictions, expectedNegatives } from '../derive/expected-counts';
import { atMostByChance } from '../derive/significance';
import { PROBABILITY_BINS } from '../statistics/probabilities';
import type { FindingRule } from './evidence';

/** Below this p_t the model confidently contradicts the label: the first bin of the histogram. */
const CONTRADICTED = 1 / PROBABILITY_BINS;
/** Smallest share of correct predictions with which the model can cast doubt on labels. */
const TRUSTED = 0.9;
/** More contradictions than this share are errors of the model. */
const FEW = 0.05;
/** Level of the test whether so many contradictions are chance. */
const LEVEL = 1e-2;
const LISTED = 5;

/**
 * A few examples whose labels a good model confidently contradicts, more than it foretells itself: Poisson, level 1e-2. For a
 * softmax at most all that its top classes leave over are foretold.
 */
export const labelNoise: FindingRule = (evidence) => {
  const { distribution, hardest, calibration, statistics, interpretation } = evidence;
  if (calibration === null) {
    return null;
  }
  const suspects = (['positives', 'negatives'] as const).flatMap((side) => {
    const { counts } = distribution.targetProbability[side];
    const total = counts.reduce((sum, one) => sum + one, 0);
    const right = counts.slice(PROBABILITY_BINS / 2).reduce((sum, one) => sum + one, 0);
    const contradicted = counts[0] ?? 0;
    if (contradicted === 0 || right < TRUSTED * total || contradicted > FEW * total) {
      return [];
    }
    const expected =
      interpretation.link === 'sigmoid'
        ? expectedContradictions(statistics, side, CONTRADICTED)
        : expectedNegatives(statistics);
    if (1 - atMostByChance(contradicted - 1, expected) >= LEVEL) {
      return [];
    }
    const examples = hardest[side]
      .filter(({ targetProbability }) => targetProbability < CONTRADICTED)
      .slice(0, LISTED)
      .map(({ index, targetProbability }) => ({ index, targetProbability }));
    return [{ side, total, contradicted, hardest: examples }];
  });
  if (suspects.length === 0) {
    return null;
  }
  return {
    id: 'label-noise',
    severity: 'information',
    facts: {
      threshold: CONTRADICTED,
      suspects,
    },
  };
};
