import { focalLoss, focalLossGradient } from '../binary';
import { USUAL_REDUCTIONS, type Variant } from './variant';

/** The focal loss without α. */
export const focalWithoutAlpha = {
  id: 'focalWithoutAlpha',
  kind: 'convention',
  loss: (logit, target, { gamma }) => focalLoss(logit, target, { alpha: null, gamma }),
  gradient: (logit, target, { gamma }) => focalLossGradient(logit, target, { alpha: null, gamma }),
  // A loss of zero is zero under every formula.
  fromTerms: ({ focal, crossEntropy, alphaBalancedCrossEntropy }) =>
    crossEntropy === 0 ? focal : focal / (alphaBalancedCrossEntropy / crossEntropy),
  alphaRole: 'off',
  gammaIsExponentOf: '1-p_t',
  expectedInput: 'logits',
  reductions: USUAL_REDUCTIONS,
  code: {
    pytorch: 'loss = (1 - p_t) ** gamma * ce',
    keras: 'keras.losses.BinaryFocalCrossentropy(alpha=0.25)  # apply_class_balancing is False',
    jax: 'optax.losses.sigmoid_focal_loss(logits, labels)  # alpha is None',
    numpy: 'loss = (1 - p_t) ** gamma * ce',
  },
  mend: 'focalWithoutAlpha',
  source: 'Lin et al. 2017, equation 4',
} as const satisfies Variant;
