import { exactNumberText } from '../../format/number-text';
import { exchangedValues } from '../fixes/building/exchanged-values';
import { areExchanged, numberGiven } from './evidence/given-value';
import type { Rule } from './rule';

/** A call or setting gives α by its name a value that fits γ alone, and γ one that fits α alone. */
export const alphaGammaExchanged: Rule<'alpha-gamma-exchanged'> = {
  id: 'alpha-gamma-exchanged',
  severity: 'warning',
  atSite: (site) => {
    const alpha = numberGiven(site, 'alpha');
    const { gamma } = site.bothParameters;
    return alpha !== null && typeof gamma === 'number' && !site.isPositional && areExchanged(site)
      ? [{ facts: { alpha: exactNumberText(alpha), gamma: exactNumberText(gamma) } }]
      : [];
  },
  fixAtSite: exchangedValues,
};
