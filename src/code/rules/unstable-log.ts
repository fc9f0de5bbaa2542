import { exactNumberText } from '../../format/number-text';
import { clampedLogarithms, clampedPowers, logarithmsOfLogits } from '../fixes/building/log-space';
import type { WatchedArray } from '../verdict/loss-runner';
import { brokenArray, isExponential } from './evidence/broken-array';
import { earliestBreak } from './evidence/broken-logit';
import { defaultNumber, placeOfGamma } from './evidence/parameter';
import { lastReturn } from './evidence/place';
import { placeOfArray } from './evidence/trace';
import type { LossSubject, Rule } from './rule';

/** Matches code whose outermost operation is a power. */
const POWER = /\*\*|pow/;

/** False where an exponential overflows, float16 is at fault, or the base of a power is negative or its exponent. */
function isOfLogarithm(array: WatchedArray, loss: LossSubject): boolean {
  const text = loss.file.text.slice(array.place.start, array.place.end);
  const isPower = POWER.test(text) && !/log/.test(text);
  return !isExponential(array, loss) && array.tensor.dtype !== 'float16' && !isPower;
}

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
    if (array && !isOfLogarithm(array, loss)) {
      return [];
    }
    const facts = { of: broken.of, logit: exactNumberText(broken.from) };
    const ofGradient = broken.of === 'gradient' ? (broken.line ?? placeOfGamma(verdict)) : null;
    return [{ facts, at: placeOfArray(array) ?? ofGradient ?? lastReturn(loss) }];
  },
  fixInLoss: (loss) => [
    ...logarithmsOfLogits(loss).map((edits) => ({ title: 'log-space' as const, edits })),
    ...clampedLogarithms(loss).map((edits) => ({ title: 'clamp-logarithm' as const, edits })),
    ...clampedPowers(loss).map((edits) => ({ title: 'clamp-power' as const, edits })),
  ],
};
