import { numberGiven } from './evidence/given-value';
import { declarationOf, defaultNumber } from './evidence/parameter';
import type { Rule } from './rule';

/** γ is 0 by default. */
export const gammaZero: Rule<'gamma-zero'> = {
  id: 'gamma-zero',
  severity: 'information',
  inLoss: (loss) =>
    defaultNumber(loss.verdict, 'gamma') === 0 && loss.verdict.computes
      ? [{ facts: {}, at: declarationOf(loss, 'gamma') }]
      : [],
  atSite: (site) => (site.callee !== undefined && numberGiven(site, 'gamma') === 0 ? [{ facts: {} }] : []),
};
