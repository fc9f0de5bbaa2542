import { alphaOfTarget } from '../binary';
import { negative, scaled, times } from './dual';
import { crossEntropyOf, powerOfSigmoid } from './terms';
import { fromFormula, USUAL_REDUCTIONS, type Variant } from './variant';

/** A focal loss that modulates by 1 − p for both targets. */
export const pInsteadOfPt = {
  id: 'p-instead-of-pt',
  kind: 'mistake',
  ...fromFormula((x, target, { alpha, gamma }) =>
    scaled(
      times(powerOfSigmoid(negative(x), gamma), crossEntropyOf(x, target)),
      alphaOfTarget(alpha, target),
    ),
  ),
  alphaRole: 'positives',
  gammaIsExponentOf: '1-p',
  expectedInput: 'logits',
  reductions: USUAL_REDUCTIONS,
  code: {
    pytorch: 'loss = alpha_t * (1 - torch.sigmoid(logits)) ** gamma * ce',
    keras: 'loss = alpha_t * keras.ops.power(1 - p, gamma) * ce',
    jax: 'loss = alpha_t * (1 - jax.nn.sigmoid(logits)) ** gamma * ce',
    numpy: 'loss = alpha_t * (1 - p) ** gamma * ce',
  },
  mend: 'p-instead-of-pt',
  source: 'Lin et al. 2017, equation 2, defines p_t',
} as const satisfies Variant;
