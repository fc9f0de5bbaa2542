import { exactNumberText } from '../../format/number-text';
import { clampedPowers } from '../fixes/building/log-space';
import { parameterOfSlot } from '../losses/focal-calls';
import { breakingExamples } from './evidence/broken-array';
import { type Break, earliestBreak } from './evidence/broken-logit';
import { isPower, operationsOf } from './evidence/operations';
import { defaultNumber, placeOfGamma } from './evidence/parameter';
import { placeOfArray } from './evidence/trace';
import type { LossSubject, Rule, TextRange } from './rule';

/** γ is between 0 and 1 by default, and the derivative of the power is infinite where 1 − p_t is rounded to 0. */
export const gammaBelowOneGradient: Rule<'gamma-below-one-gradient'> = {
  id: 'gamma-below-one-gradient',
  severity: 'error',
  inLoss: (loss) => {
    const { verdict } = loss;
    const gamma = defaultNumber(verdict, 'gamma');
    const broken = earliestBreak(verdict);
    if (gamma === null || gamma <= 0 || gamma >= 1 || broken?.of !== 'gradient') {
      return [];
    }
    const facts = { gamma: exactNumberText(gamma), logit: exactNumberText(broken.from) };
    return [{ facts, at: powerOfZero(loss, broken) ?? placeOfGamma(verdict) }];
  },
  // The verdict on a call is that on its loss with the values that the call gives.
  inFile: ({ losses, file }) =>
    losses.flatMap(({ code, verdict }) => {
      const slot =
        code.kind === 'call'
          ? code.call.slots.find((each) => parameterOfSlot(code.call, each) === 'gamma')
          : undefined;
      const given = slot?.value && file.syntax.constant(slot.value);
      const gamma = given?.isConstant && typeof given.value === 'number' ? given.value : null;
      const broken = earliestBreak(verdict);
      return slot?.value && gamma !== null && gamma > 0 && gamma < 1 && broken?.of === 'gradient'
        ? [
            {
              facts: { gamma: exactNumberText(gamma), logit: exactNumberText(broken.from) },
              at: { start: slot.value.startIndex, end: slot.value.endIndex },
            },
          ]
        : [];
    }),
  fixInLoss: (loss) => clampedPowers(loss).map((edits) => ({ title: 'clamp-power' as const, edits })),
};

/** The power whose base is 0 where the gradient breaks. */
function powerOfZero(loss: LossSubject, broken: Break): TextRange | null {
  const { measure } = loss;
  const operations = measure ? operationsOf(measure, breakingExamples(loss, broken), {}, 'framework') : [];
  const power = operations.find(
    (operation) => isPower(operation) && operation.operands[0]?.tensor.data.includes(0),
  );
  return placeOfArray(power?.result);
}
