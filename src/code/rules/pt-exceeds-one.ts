import { exactNumberText } from '../../format/number-text';
import { clampedSums } from '../fixes/building/clamped-sums';
import type { Measure } from '../verdict/measure';
import type { Example } from '../verdict/probes';
import { examplesAt } from '../verdict/sizes';
import { placeOfGamma } from './evidence/parameter';
import { arraysOf, placeOfArray } from './evidence/trace';
import type { LossSubject, Rule } from './rule';

/** A logit at which 1 − p is 0 but for an ε. */
const SURE = 60;
/** The largest ε that is looked for. */
const LARGEST = 0.01;

/** An ε is added to p_t itself, so that 1 − p_t gets negative; one below 6e-8 is lost in float32. */
export const ptExceedsOne: Rule<'pt-exceeds-one'> = {
  id: 'pt-exceeds-one',
  severity: 'warning',
  inLoss: (loss) => {
    const { measure, verdict } = loss;
    const input = verdict.computes?.input ?? null;
    if (!measure || input === null || !isBrokenByFraction(measure, sureExamples(loss))) {
      return [];
    }
    const exceeding = arraysOf(measure, sureExamples(loss), {}, 'framework').find(({ tensor }) =>
      tensor.data.some((value) => value > 1 && value <= 1 + LARGEST),
    );
    const largest = Math.max(...(exceeding?.tensor.data.filter((value) => value <= 1 + LARGEST) ?? []));
    return exceeding
      ? [
          {
            facts: { epsilon: exactNumberText((largest - 1).toExponential(0)) },
            at: placeOfArray(exceeding) ?? placeOfGamma(verdict),
          },
        ]
      : [];
  },
  fixInLoss: (loss, at) => clampedSums(loss, at).map((edits) => ({ title: 'clamp-pt' as const, edits })),
};

/** Examples of both targets that are sure and right. */
function sureExamples({ measure, verdict }: LossSubject): Example[] {
  const width = measure?.layout.width ?? 1;
  return ([1, 0] as const).map(
    (target) => examplesAt(width, SURE, target, verdict.computes?.input ?? 'logits')[0],
  );
}

/** True if a fractional γ gives NaN where a whole one does not, in the precision of the framework. */
function isBrokenByFraction(measure: Measure, examples: readonly Example[]): boolean {
  const isNaNAt = (gamma: number, example: Example): boolean =>
    Number.isNaN(measure.total([example, example], { ...measure.usual, gamma }, 'framework')?.loss ?? 0);
  return (
    measure.plan.gamma !== undefined &&
    examples.some((example) => isNaNAt(1.5, example) && !isNaNAt(2, example))
  );
}
