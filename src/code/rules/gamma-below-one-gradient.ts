import { exactNumberText } from '../../format/number-text';
import { clampedPowers } from '../fixes/building/log-space';
import { parameterOfSlot } from '../losses/focal-calls';
import { earliestBreak } from './evidence/broken-logit';
import { defaultNumber, placeOfGamma } from './evidence/parameter';
import type { Rule } from './rule';

/** γ is between 0 and 1 by default, and the derivative of the power is infinite where 1 − p_t is rounded to 0. */
export const gammaBelowOneGradient: Rule<'gamma-below-one-gradient'> = {
  id: 'gamma-below-one-gradient',
  severity: 'error',
  inLoss: ({ verdict }) => {
    const gamma = defaultNumber(verdict, 'gamma');
    const broken = earliestBreak(verdict);
    if (gamma === null || gamma <= 0 || gamma >= 1 || broken?.of !== 'gradient') {
      return [];
    }
    const facts = { gamma: exactNumberText(gamma), logit: exactNumberText(broken.from) };
    return [{ facts, at: placeOfGamma(verdict) }];
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
