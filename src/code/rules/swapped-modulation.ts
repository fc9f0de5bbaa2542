import { arithmeticOf } from '../fixes/building/arithmetic';
import { withComplement } from '../fixes/building/powers';
import { powersOfGamma } from '../fixes/building/powers-of-gamma';
import { placeOfPower } from './evidence/operations';
import type { Rule } from './rule';

/** p_t^γ in place of (1 − p_t)^γ. */
export const swappedModulation: Rule<'swapped-modulation'> = {
  id: 'swapped-modulation',
  severity: 'error',
  inLoss: (loss) =>
    loss.verdict.computes?.gammaIsExponentOf === 'p_t' ? [{ facts: {}, at: placeOfPower(loss) }] : [],
  fixInLoss: (loss) => {
    const powers = powersOfGamma(loss);
    const arithmetic = arithmeticOf(loss);
    return [...powers.map((power) => [power]), powers].map((some) => ({
      title: 'power-of-one-minus-pt' as const,
      edits: some.map((power) => withComplement(power, arithmetic)),
      changes: { gammaIsExponentOf: '1-p_t' as const },
    }));
  },
};
