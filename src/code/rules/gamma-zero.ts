import { declarationOf, defaultNumber } from './parameter';
import type { LossRule } from './rule';

/** γ is 0 by default. */
export const gammaZero: LossRule<'gamma-zero'> = {
  id: 'gamma-zero',
  severity: 'information',
  find: (loss) =>
    defaultNumber(loss.verdict, 'gamma') === 0 && loss.verdict.computes
      ? [{ facts: {}, at: declarationOf(loss, 'gamma') }]
      : [],
};
