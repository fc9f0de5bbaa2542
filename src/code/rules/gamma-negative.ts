import { exactNumberText } from '../../format/number-text';
import { withoutMinus } from '../fixes/building/numbers';
import { numberGiven } from './evidence/given-value';
import { declarationOf, defaultNumber } from './evidence/parameter';
import type { Rule } from './rule';

/** γ is negative by default. */
export const gammaNegative: Rule<'gamma-negative'> = {
  id: 'gamma-negative',
  severity: 'error',
  inLoss: (loss) => {
    const gamma = defaultNumber(loss.verdict, 'gamma');
    return gamma !== null && gamma < 0 && loss.verdict.computes?.gammaIsExponentOf === '1-p_t'
      ? [{ facts: { gamma: exactNumberText(gamma) }, at: declarationOf(loss, 'gamma') }]
      : [];
  },
  atSite: (site) => {
    const gamma = numberGiven(site, 'gamma');
    return gamma !== null && gamma < 0 ? [{ facts: { gamma: exactNumberText(gamma) } }] : [];
  },
  fixInLoss: ({ file }, at) =>
    withoutMinus(file.text, at).map((edits) => ({
      title: 'positive-gamma' as const,
      edits,
      changes: {},
      changesDefault: true,
    })),
  fixAtSite: ({ range }, { text }) =>
    withoutMinus(text, range).map((edits) => ({ title: 'positive-gamma' as const, edits })),
};
