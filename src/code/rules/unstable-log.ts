import { exactNumberText } from '../../format/number-text';
import { clampedLogarithms, clampedPowers, logarithmsOfLogits } from '../fixes/building/log-space';
import type { WatchedArray } from '../verdict/loss-runner';
import { PEAKS } from '../verdict/peaks';
import type { Batch } from '../verdict/probes';
import { ordinaryBeside } from '../verdict/sizes';
import { brokenArray, isExponential, isRaised } from './evidence/broken-array';
import { earliestBreak } from './evidence/broken-logit';
import { documentsClipped } from './evidence/documented-input';
import { defaultNumber, placeOfGamma } from './evidence/parameter';
import { lastReturn } from './evidence/place';
import { isBroken, placeOfArray } from './evidence/trace';
import type { LossSubject, Rule } from './rule';

/** False where float16 is at fault, or a power. */
function isOfLogarithm(array: WatchedArray): boolean {
  return array.tensor.dtype !== 'float16' && !isRaised(array);
}

/** No exponential of such a logit overflows in float32, and the share of the least of two with either sign is 0. */
const HALF_OF_SPREAD = 60;

/**
 * The logarithm that is not finite where predictions come in float32, and a class is far less likely than the others;
 * undefined where there is none, or an exponential overflows before.
 */
function logarithmOfNothing(loss: LossSubject): WatchedArray | undefined {
  const { measure, verdict } = loss;
  if (!measure || measure.layout.width === 1 || verdict.computes?.input !== 'logits') {
    return undefined;
  }
  const { layout, plan, runner } = measure;
  const row = Array.from({ length: layout.width }, (_, at) => (at === 1 ? -HALF_OF_SPREAD : HALF_OF_SPREAD));
  const examples = [{ input: row, target: 1 }, ...ordinaryBeside(layout.width)];
  const batch: Batch = { ...layout.batch(examples), inputType: 'float32' };
  const first = runner.watched(plan.with({}), batch, 'framework').arrays.find(isBroken);
  return first && !isExponential(first, loss) && isOfLogarithm(first) ? first : undefined;
}

/** The loss or its gradient is not finite at logits that a float32 model reaches, other than by an overflow. */
export const unstableLog: Rule<'unstable-log'> = {
  id: 'unstable-log',
  severity: 'warning',
  inLoss: (loss) => {
    const { verdict } = loss;
    // The heads of detectors that list the peaks of a heat map clip what they return.
    if (documentsClipped(loss) || loss.measure?.layout.name === PEAKS.name) {
      return [];
    }
    const broken = earliestBreak(verdict);
    const array = broken ? brokenArray(loss, broken) : undefined;
    const isOverflow = array && isExponential(array, loss);
    if (isOverflow || (!broken && loss.measure?.plan.framework.name === 'numpy')) {
      const logarithm = logarithmOfNothing(loss);
      const facts = { of: 'loss' as const, logit: exactNumberText(HALF_OF_SPREAD) };
      return logarithm ? [{ facts, at: placeOfArray(logarithm) }] : [];
    }
    const gamma = defaultNumber(verdict, 'gamma') ?? 2;
    if (!broken || (broken.of === 'gradient' && gamma > 0 && gamma < 1)) {
      return [];
    }
    if (array && !isOfLogarithm(array)) {
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
