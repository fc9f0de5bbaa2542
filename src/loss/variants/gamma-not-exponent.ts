import { alphaOfTarget } from '../binary';
import { scaled, times } from './dual';
import { crossEntropyOf, missingProbability } from './terms';
import { fromFormula, USUAL_REDUCTIONS, type Variant } from './variant';

/** A focal loss in which γ multiplies instead of being the exponent. */
export const gammaNotExponent = {
  id: 'gamma-not-exponent',
  kind: 'mistake',
  ...fromFormula((x, target, { alpha, gamma }) =>
    scaled(
      times(missingProbability(x, target), crossEntropyOf(x, target)),
      gamma * alphaOfTarget(alpha, target),
    ),
  ),
  alphaRole: 'positives',
  gammaIsExponentOf: 'none',
  expectedInput: 'logits',
  reductions: USUAL_REDUCTIONS,
  code: {
    pytorch: 'loss = alpha_t * (1 - p_t) * gamma * ce',
    keras: 'loss = alpha_t * (1 - p_t) * gamma * ce',
    jax: 'loss = alpha_t * (1 - p_t) * gamma * ce',
    numpy: 'loss = alpha_t * (1 - p_t) * gamma * ce',
  },
  mend: 'gamma-not-exponent',
  source: 'Lin et al. 2017, section 3.2, defines the modulating factor',
} as const satisfies Variant;
