import { counted } from '../../format/count-text';
import { percentText } from '../../format/number-text';
import type { HardExample } from '../report/report';
import { PROBABILITY_BINS } from '../statistics/probability-histogram';
import { type FindingRule, indexText } from './evidence';

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
    const examples = hardest[side].filter(({ targetProbability }) => targetProbability < CONTRADICTED);
    return [{ side, total, contradicted, examples }];
  });
  if (suspects.length === 0) {
    return null;
  }
  const seen = suspects.map(({ side, total, contradicted, examples }) => {
    const listed = examples.slice(0, LISTED).map(placeText).join(', ');
    return `${counted(contradicted, side.slice(0, -1))} (${percentText(contradicted / total)}) with p_t < ${CONTRADICTED}, the hardest at ${listed}`;
  });
  return {
    id: 'label-noise',
    severity: 'information',
    title: 'Hard examples that look like wrong labels',
    seen: `The model is right about nine in ten, but contradicts ${seen.join('; ')}.`,
    means:
      'Focal loss gives exactly these examples the most weight: if their labels are wrong, it learns the mistakes.',
    fix: 'Look at them by their indices. If they are mislabelled, repair or leave them out; if many are, lower γ.',
  };
};

function placeText({ index, targetProbability }: HardExample): string {
  return `${indexText(index)} (p_t = ${targetProbability.toExponential(1)})`;
}
