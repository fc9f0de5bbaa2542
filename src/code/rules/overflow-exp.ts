import { exactNumberText } from '../../format/number-text';
import { boundedExponentials } from '../fixes/building/log-space';
import type { WatchedArray } from '../verdict/loss-runner';
import type { Measure } from '../verdict/measure';
import { examplesAt, ordinaryBeside } from '../verdict/sizes';
import { brokenArray, isExponential } from './evidence/broken-array';
import { earliestBreak } from './evidence/broken-logit';
import { isBroken, placeOfArray } from './evidence/trace';
import type { LossSubject, Rule, TextRange } from './rule';

/** A logit at which an exponential overflows, with either sign, and the smallest one in words. */
interface Overflowing {
  readonly size: number;
  readonly from: string;
  readonly inputType?: 'float32';
}

/**
 * Where exponentials overflow beyond the logits that every loss is tried at: in NumPy, which computes in float64, with the float32 of
 * networks, and in the float64 of JavaScript's numbers.
 */
function overflowingOf({ plan, runner }: Measure): Overflowing | null {
  if (plan.framework.name === 'numpy') {
    return { size: 95, from: '89', inputType: 'float32' };
  }
  return runner.takesLists ? { size: 800, from: '710' } : null;
}

/** Matches an exponential that is handed on as a function, of which no expression has the result. */
const HANDED_ON = /\.map\(\s*Math\.exp\s*\)/;

/** The place of an exponential that gives an array, or some of the numbers of which it is made. */
function placeOfExponential(array: WatchedArray, loss: LossSubject): TextRange | null {
  if (isExponential(array, loss)) {
    return placeOfArray(array);
  }
  const handedOn = HANDED_ON.exec(loss.file.text);
  return handedOn && Array.from(array.tensor.data).includes(Number.POSITIVE_INFINITY)
    ? { start: handedOn.index + 1, end: handedOn.index + handedOn[0].length }
    : null;
}

/** The exponential that overflows there, and the smallest logit. */
function laterOverflow(loss: LossSubject): { readonly at: TextRange; readonly from: string } | null {
  const { measure, verdict } = loss;
  const overflowing = measure && overflowingOf(measure);
  // Another fault may hide what the numbers are: an exponential of them says that they are no probabilities.
  const input = verdict.computes ? (verdict.computes.input ?? 'logits') : null;
  if (!overflowing || input !== 'logits') {
    return null;
  }
  const { layout, plan, runner } = measure;
  const { size, from, inputType } = overflowing;
  for (const target of [1, 0] as const) {
    const examples = [...examplesAt(layout.width, size, target, 'logits'), ...ordinaryBeside(layout.width)];
    const batch = { ...layout.batch(examples), ...(inputType ? { inputType } : {}) };
    const { outcome, arrays } = runner.watched(plan.with({}), batch, 'framework');
    const first = arrays.find(isBroken);
    const isBrokenInAll = outcome?.kind === 'value' && !outcome.value.data.every(Number.isFinite);
    const at = first && isBrokenInAll ? placeOfExponential(first, loss) : null;
    if (at) {
      return { at, from };
    }
  }
  return null;
}

/** An exponential overflows, and the loss with it. */
export const overflowExp: Rule<'overflow-exp'> = {
  id: 'overflow-exp',
  severity: 'warning',
  inLoss: (loss) => {
    const broken = earliestBreak(loss.verdict);
    if (!broken) {
      const overflow = laterOverflow(loss);
      return overflow ? [{ facts: { logit: overflow.from }, at: overflow.at }] : [];
    }
    const array = brokenArray(loss, broken);
    return array && isExponential(array, loss)
      ? [{ facts: { logit: exactNumberText(broken.from) }, at: placeOfArray(array) }]
      : [];
  },
  fixInLoss: (loss) =>
    boundedExponentials(loss).map((edits) => ({ title: 'bounded-exponential' as const, edits })),
};
