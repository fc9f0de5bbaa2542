import { exactNumberText } from '../../format/number-text';
import { isBalance } from './evidence/balance';
import { balanceGiven } from './evidence/given-value';
import { declarationOf, defaultNumber } from './evidence/parameter';
import type { Rule } from './rule';

/** α is 0 or 1 by default where α and 1 − α weight the two sides. */
export const alphaDegenerate: Rule<'alpha-degenerate'> = {
  id: 'alpha-degenerate',
  severity: 'error',
  inLoss: (loss) => {
    const alpha = defaultNumber(loss.verdict, 'alpha');
    if ((alpha !== 0 && alpha !== 1) || !isBalance(loss.verdict)) {
      return [];
    }
    const isOfPositives = loss.verdict.computes?.alphaRole !== 'classZero';
    const side = (alpha === 0) === isOfPositives ? 'positives' : 'negatives';
    return [{ facts: { alpha: exactNumberText(alpha), side }, at: declarationOf(loss, 'alpha') }];
  },
  atSite: (site) => {
    const alpha = balanceGiven(site);
    // Kornia's α weighted every class alike before it became a balance.
    const isOfKornia = site.convention?.library === 'kornia';
    if ((alpha !== 0 && alpha !== 1) || isOfKornia) {
      return [];
    }
    return [{ facts: { alpha: exactNumberText(alpha), side: alpha === 0 ? 'positives' : 'negatives' } }];
  },
};
