import { alphaOfTarget } from '../binary';
import { negative, scaled, times } from './dual';
import { crossEntropyOf, modulationOf } from './terms';
import { fromFormula, USUAL_REDUCTIONS, type Variant } from './variant';

/** A focal loss that modulates by p_t: it fades the hard examples. */
export const swappedModulation = {
  id: 'swapped-modulation',
  kind: 'mistake',
  ...fromFormula((x, target, { alpha, gamma }) =>
    scaled(
      times(modulationOf(negative(x), target, gamma), crossEntropyOf(x, target)),
      alphaOfTarget(alpha, target),
    ),
  ),
  alphaRole: 'positives',
  gammaIsExponentOf: 'p_t',
  expectedInput: 'logits',
  reductions: USUAL_REDUCTIONS,
  code: {
    pytorch: 'loss = alpha_t * p_t ** gamma * ce',
    keras: 'loss = alpha_t * keras.ops.power(p_t, gamma) * ce',
    jax: 'loss = alpha_t * p_t ** gamma * ce',
    numpy: 'loss = alpha_t * p_t ** gamma * ce',
  },
  mend: 'swapped-modulation',
  source: 'Lin et al. 2017, section 3.2, defines the modulating factor',
} as const satisfies Variant;
