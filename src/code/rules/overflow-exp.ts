import { exactNumberText } from '../../format/number-text';
import { boundedExponentials } from '../fixes/building/log-space';
import type { WatchedArray } from '../verdict/loss-runner';
import { examplesAt, ordinaryBeside } from '../verdict/sizes';
import { brokenArray, isExponential } from './evidence/broken-array';
import { earliestBreak } from './evidence/broken-logit';
import { isBroken, placeOfArray } from './evidence/trace';
import type { LossSubject, Rule } from './rule';

/** A logit at which exp overflows in float32, with either sign. */
const OVERFLOWING = 95;

/** NumPy computes in float64, but predictions of networks come in float32: the exponential that overflows there. */
function overflowInFloat32(loss: LossSubject): WatchedArray | undefined {
  const { measure, verdict } = loss;
  if (measure?.plan.framework.name !== 'numpy' || verdict.computes?.input !== 'logits') {
    return undefined;
  }
  const { layout, plan, runner } = measure;
  for (const target of [1, 0] as const) {
    const examples = [
      ...examplesAt(layout.width, OVERFLOWING, target, 'logits'),
      ...ordinaryBeside(layout.width),
    ];
    const batch = { ...layout.batch(examples), inputType: 'float32' as const };
    const { outcome, arrays } = runner.watched(plan.with({}), batch, 'framework');
    const first = arrays.find(isBroken);
    const isBrokenInAll = outcome?.kind === 'value' && !outcome.value.data.every(Number.isFinite);
    if (first && isBrokenInAll && isExponential(first, loss)) {
      return first;
    }
  }
  return undefined;
}

/** An exponential overflows, and the loss with it. */
export const overflowExp: Rule<'overflow-exp'> = {
  id: 'overflow-exp',
  severity: 'warning',
  inLoss: (loss) => {
    const broken = earliestBreak(loss.verdict);
    if (!broken) {
      const overflow = overflowInFloat32(loss);
      return overflow ? [{ facts: { logit: '89' }, at: placeOfArray(overflow) }] : [];
    }
    const array = brokenArray(loss, broken);
    return array && isExponential(array, loss)
      ? [{ facts: { logit: exactNumberText(broken.from) }, at: placeOfArray(array) }]
      : [];
  },
  fixInLoss: (loss) =>
    boundedExponentials(loss).map((edits) => ({ title: 'bounded-exponential' as const, edits })),
};
