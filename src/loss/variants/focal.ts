import { focalLoss, focalLossGradient } from '../binary';
import { USUAL_REDUCTIONS, type Variant } from './variant';

/** The focal loss. */
export const focal = {
  id: 'focal',
  kind: 'convention',
  loss: focalLoss,
  gradient: focalLossGradient,
  fromTerms: (terms) => terms.focal,
  alphaRole: 'positives',
  gammaIsExponentOf: '1-p_t',
  expectedInput: 'logits',
  reductions: USUAL_REDUCTIONS,
  code: {
    pytorch: 'loss = alpha_t * (1 - p_t) ** gamma * ce',
    keras: 'loss = alpha_t * keras.ops.power(1 - p_t, gamma) * ce',
    jax: 'loss = alpha_t * (1 - p_t) ** gamma * ce',
    numpy: 'loss = alpha_t * (1 - p_t) ** gamma * ce',
  },
  mend: null,
  source: 'Lin et al. 2017, equation 5',
} as const satisfies Variant;
