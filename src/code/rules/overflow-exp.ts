import { exactNumberText } from '../../format/number-text';
import { boundedExponentials } from '../fixes/building/log-space';
import { brokenArray, isExponential } from './evidence/broken-array';
import { earliestBreak } from './evidence/broken-logit';
import { placeOfArray } from './evidence/trace';
import type { Rule } from './rule';

/** An exponential overflows, and the loss with it. */
export const overflowExp: Rule<'overflow-exp'> = {
  id: 'overflow-exp',
  severity: 'warning',
  inLoss: (loss) => {
    const broken = earliestBreak(loss.verdict);
    const array = broken && brokenArray(loss, broken);
    return broken && array && isExponential(array, loss)
      ? [{ facts: { logit: exactNumberText(broken.from) }, at: placeOfArray(array) }]
      : [];
  },
  fixInLoss: (loss) =>
    boundedExponentials(loss).map((edits) => ({ title: 'bounded-exponential' as const, edits })),
};
