import { exactNumberText } from '../../format/number-text';
import { clampedLogarithms, clampedPowers, logarithmsOfLogits } from '../fixes/building/log-space';
import { brokenArray, isExponential } from './evidence/broken-array';
import { earliestBreak } from './evidence/broken-logit';
import { defaultNumber, placeOfGamma } from './evidence/parameter';
import { lastReturn } from './evidence/place';
import { placeOfArray } from './evidence/trace';
import type { Rule } from './rule';

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
  fixInLoss: (loss) => [
    ...logarithmsOfLogits(loss).map((edits) => ({ title: 'log-space' as const, edits })),
    ...clampedLogarithms(loss).map((edits) => ({ title: 'clamp-logarithm' as const, edits })),
    ...clampedPowers(loss).map((edits) => ({ title: 'clamp-power' as const, edits })),
  ],
};
