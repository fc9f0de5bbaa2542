import { isFocalLossName } from '../losses/names';
import { numberGiven } from './evidence/given-value';
import { declarationOf, defaultNumber } from './evidence/parameter';
import type { Rule } from './rule';

/** γ is 0 by default. In a loss of another formula that does not call itself focal, such as poly loss, it may be meant. */
export const gammaZero: Rule<'gamma-zero'> = {
  id: 'gamma-zero',
  severity: 'information',
  inLoss: (loss) => {
    const { computes } = loss.verdict;
    const isFocal = !!computes && (computes.variant !== null || isFocalLossName(loss.code.name));
    return isFocal && defaultNumber(loss.verdict, 'gamma') === 0
      ? [{ facts: {}, at: declarationOf(loss, 'gamma') }]
      : [];
  },
  atSite: (site) => (site.callee !== undefined && numberGiven(site, 'gamma') === 0 ? [{ facts: {} }] : []),
};
