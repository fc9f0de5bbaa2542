import { numberText } from '../../format/number-text';
import { boosterCallOf, derivativePlace, observedOf } from './evidence/objective';
import type { Rule } from './rule';

/** The gradient of a boosting objective points the wrong way. */
export const gradientSignError: Rule<'gradient-sign-error'> = {
  id: 'gradient-sign-error',
  severity: 'error',
  inLoss: (loss) => {
    const [sign, other] = observedOf(loss, 'gradientSign');
    if (!sign) {
      return [];
    }
    const isMaximised = boosterCallOf(loss) === 'ranges';
    const side = other
      ? ('both' as const)
      : sign.target === 1
        ? ('positives' as const)
        : ('negatives' as const);
    // What the code returns: CatBoost's derivatives have the other sign.
    const gradient = numberText(isMaximised ? -sign.gradient : sign.gradient);
    return [
      {
        facts: { side, score: numberText(sign.score), gradient, isMaximised, target: sign.target },
        at: derivativePlace(loss, 'gradient'),
      },
    ];
  },
};
