import { numberText } from '../../format/number-text';
import { exactHessians } from '../fixes/building/boosting';
import { derivativePlace, observedOf } from './evidence/objective';
import type { Rule } from './rule';

/** Words that say that the Hessian is meant to be another one. */
const MEANT = /approx|surrogate|upper bound|majori[sz]|gauss.?newton|fisher|近似/i;

/** The Hessian of a boosting objective is not the derivative of its gradient. */
export const hessianMismatch: Rule<'hessian-mismatch'> = {
  id: 'hessian-mismatch',
  severity: 'warning',
  inLoss: (loss) => {
    const { file, code } = loss;
    // CatBoost calls the scores approx or approxes.
    const scores = code.kind === 'objective' ? new RegExp(String.raw`\b${code.scores}\b`, 'g') : /^/;
    return MEANT.test(file.textOf(code.node).replace(scores, ''))
      ? []
      : observedOf(loss, 'hessianMismatch').map(({ score, target, hessian, expected, isLogistic }) => ({
          facts: {
            score: numberText(score),
            target,
            hessian: numberText(hessian),
            expected: numberText(expected),
            isLogistic,
          },
          at: derivativePlace(loss, 'hessian'),
          // The Hessian of cross-entropy is positive everywhere: some take it on purpose.
          ...(isLogistic ? { severity: 'information' as const } : {}),
        }));
  },
  fixInLoss: (loss, at) =>
    exactHessians(loss, at).map((edits) => ({ title: 'exact-hessian' as const, edits, changes: {} })),
};
