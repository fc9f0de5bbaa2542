import { PROBABILITY_BINS } from '../statistics/probability-histogram';
import type { FindingRule } from './evidence';

/** p_t below this is a confident contradiction: the first bin of the histogram. */
const CONTRADICTED = 1 / PROBABILITY_BINS;
/** Only a model that is right this often may doubt labels. */
const TRUSTED = 0.9;
/** More contradictions than this share are the model's fault. */
const FEW = 0.05;
const LISTED = 5;

/** A few examples that a good model contradicts with confidence. */
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
