import { alphaOfTarget } from '../binary';
import { missingOf, power, scaled, times } from './dual';
import { crossEntropyOf } from './terms';
import { fromFormula, USUAL_REDUCTIONS, type Variant } from './variant';

/** A focal loss whose p_t comes from the α-weighted cross-entropy. */
export const ptFromWeightedCe = {
  id: 'pt-from-weighted-ce',
  kind: 'mistake',
  ...fromFormula((x, target, { alpha, gamma }) => {
    const weighted = scaled(crossEntropyOf(x, target), alphaOfTarget(alpha, target));
    return times(power(missingOf(weighted), gamma), weighted);
  }),
  alphaRole: 'positives',
  gammaIsExponentOf: '1-p_t',
  expectedInput: 'logits',
  reductions: USUAL_REDUCTIONS,
  code: {
    pytorch:
      "ce = alpha_t * F.binary_cross_entropy_with_logits(logits, targets, reduction='none'); p_t = torch.exp(-ce)",
    numpy: 'ce = alpha_t * ce; p_t = np.exp(-ce)',
  },
  mend: 'pt-from-weighted-ce',
  source: 'exp(−α_t · ce) is p_t to the power of α_t',
} as const satisfies Variant;
