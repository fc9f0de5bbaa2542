import { exactNumberText } from '../../format/number-text';
import { isBalance } from './evidence/balance';
import { balanceGiven } from './evidence/given-value';
import { declarationOf, defaultNumber } from './evidence/parameter';
import type { Rule } from './rule';

/** α is above 1 by default where 1 − α weights the other side. A negative α switches it off in many losses. */
export const alphaRange: Rule<'alpha-range'> = {
  id: 'alpha-range',
  severity: 'error',
  leadsTo: ['sign-error'],
  inLoss: (loss) => {
    const alpha = defaultNumber(loss.verdict, 'alpha');
    return alpha !== null && alpha > 1 && isBalance(loss.verdict)
      ? [{ facts: { alpha: exactNumberText(alpha) }, at: declarationOf(loss, 'alpha') }]
      : [];
  },
  atSite: (site) => {
    const alpha = balanceGiven(site);
    return alpha !== null && (alpha < 0 || alpha > 1) ? [{ facts: { alpha: exactNumberText(alpha) } }] : [];
  },
};
