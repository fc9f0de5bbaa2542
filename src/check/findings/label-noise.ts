import { PROBABILITY_BINS } from '../statistics/probability-histogram';
import type { FindingRule } from './evidence';

/** Below this p_t the model confidently contradicts the label: the first bin of the histogram. */
const CONTRADICTED = 1 / PROBABILITY_BINS;
/** Smallest share of correct predictions with which the model can cast doubt on labels. */
const TRUSTED = 0.9;
/** More contradictions than this share are errors of the model. */
const FEW = 0.05;
const LISTED = 5;

/** A few examples whose labels a good model confidently contradicts. */
export const labelNoise: FindingRule = (evidence) => {
  const { distribution, hardest, calibration } = evidence;
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
