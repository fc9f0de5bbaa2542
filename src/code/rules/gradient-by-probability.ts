import { numberText } from '../../format/number-text';
import { gradientsByScore } from '../fixes/building/boosting';
import { derivativePlace, observedOf } from './evidence/objective';
import type { Rule } from './rule';

/** The gradient of a boosting objective is one by the probability, not by the raw score. */
export const gradientByProbability: Rule<'gradient-by-probability'> = {
  id: 'gradient-by-probability',
  severity: 'error',
  inLoss: (loss) =>
    observedOf(loss, 'byProbability').map(({ score, gradient }) => ({
      facts: { score: numberText(score), gradient: Number.isFinite(gradient) ? numberText(gradient) : null },
      at: derivativePlace(loss, 'gradient'),
    })),
  fixInLoss: (loss, at) =>
    gradientsByScore(loss, at).map((edits) => ({ title: 'by-raw-score' as const, edits, changes: {} })),
};
