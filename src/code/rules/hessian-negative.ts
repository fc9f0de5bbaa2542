import { numberText } from '../../format/number-text';
import { boundedBelow } from '../fixes/building/divisors';
import { derivativePlace, observedOf } from './evidence/objective';
import type { Rule } from './rule';

/** The Hessian of a boosting objective is negative for some scores, as that of focal loss is, and has no floor. */
export const hessianNegative: Rule<'hessian-negative'> = {
  id: 'hessian-negative',
  severity: 'information',
  inLoss: (loss) =>
    observedOf(loss, 'hessianNegative').map(({ score, target, hessian }) => ({
      facts: { score: numberText(score), target, hessian: numberText(hessian) },
      at: derivativePlace(loss, 'hessian'),
    })),
  fixInLoss: (loss, at) =>
    boundedBelow(loss, at, '1e-6').map((edits) => ({
      title: 'floor-of-hessian' as const,
      edits,
      changes: {},
    })),
};
