import { numberText } from '../../format/number-text';
import { largerSteps } from '../fixes/building/boosting';
import { derivativePlace, observedOf } from './evidence/objective';
import type { Rule } from './rule';

/** The Hessian of a boosting objective is a second difference with a step so small that rounding shows. */
export const numericHessian: Rule<'numeric-hessian'> = {
  id: 'numeric-hessian',
  severity: 'warning',
  inLoss: (loss) =>
    observedOf(loss, 'hessianNoise').map(({ score, from, to }) => ({
      facts: { score: numberText(score), from: numberText(from), to: numberText(to) },
      at: derivativePlace(loss, 'hessian'),
    })),
  fixInLoss: (loss) =>
    largerSteps(loss).map((edits) => ({ title: 'larger-step' as const, edits, changes: {} })),
};
