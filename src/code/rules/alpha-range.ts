import { exactNumberText } from '../../format/number-text';
import { isBalance } from './balance';
import { declarationOf, defaultNumber } from './parameter';
import type { LossRule } from './rule';

/** α is above 1 by default where 1 − α weights the other side. A negative α switches it off in many losses. */
export const alphaRange: LossRule<'alpha-range'> = {
  id: 'alpha-range',
  severity: 'error',
  find: (loss) => {
    const alpha = defaultNumber(loss.verdict, 'alpha');
    return alpha !== null && alpha > 1 && isBalance(loss.verdict)
      ? [{ facts: { alpha: exactNumberText(alpha) }, at: declarationOf(loss, 'alpha') }]
      : [];
  },
};
