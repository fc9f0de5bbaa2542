import { exactNumberText } from '../../format/number-text';
import { brokenArray, isExponential } from './broken-array';
import { earliestBreak } from './broken-logit';
import { defaultNumber, placeOfGamma } from './parameter';
import { lastReturn } from './place';
import type { Rule } from './rule';
import { placeOfArray } from './trace';

/** The loss or its gradient is not finite at logits that a float32 model reaches, other than by an overflow. */
export const unstableLog: Rule<'unstable-log'> = {
  id: 'unstable-log',
  severity: 'warning',
  inLoss: (loss) => {
    const { verdict } = loss;
    const broken = earliestBreak(verdict);
    const gamma = defaultNumber(verdict, 'gamma') ?? 2;
    if (!broken || (broken.of === 'gradient' && gamma > 0 && gamma < 1)) {
      return [];
    }
    const array = brokenArray(loss, broken);
    if (array && isExponential(array, loss)) {
      return [];
    }
    const facts = { of: broken.of, logit: exactNumberText(broken.from) };
    const ofGradient = broken.of === 'gradient' ? placeOfGamma(verdict) : null;
    return [{ facts, at: placeOfArray(array) ?? ofGradient ?? lastReturn(loss) }];
  },
};
