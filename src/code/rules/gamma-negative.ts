import { exactNumberText } from '../../format/number-text';
import { declarationOf, defaultNumber } from './parameter';
import type { LossRule } from './rule';

/** γ is negative by default. */
export const gammaNegative: LossRule<'gamma-negative'> = {
  id: 'gamma-negative',
  severity: 'error',
  find: (loss) => {
    const gamma = defaultNumber(loss.verdict, 'gamma');
    return gamma !== null && gamma < 0 && loss.verdict.computes?.gammaIsExponentOf === '1-p_t'
      ? [{ facts: { gamma: exactNumberText(gamma) }, at: declarationOf(loss, 'gamma') }]
      : [];
  },
};
