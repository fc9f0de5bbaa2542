import { crossEntropyGradient, crossEntropy as crossEntropyOf } from '../binary';
import { USUAL_REDUCTIONS, type Variant } from './variant';

/** Cross-entropy: neither α nor γ is applied. */
export const crossEntropy = {
  id: 'crossEntropy',
  kind: 'convention',
  loss: crossEntropyOf,
  gradient: crossEntropyGradient,
  fromTerms: (terms) => terms.crossEntropy,
  alphaRole: 'off',
  gammaIsExponentOf: 'none',
  expectedInput: 'logits',
  reductions: USUAL_REDUCTIONS,
  code: {
    pytorch: "loss = F.binary_cross_entropy_with_logits(logits, targets, reduction='none')",
    keras: 'loss = keras.ops.binary_crossentropy(targets, logits, from_logits=True)',
    jax: 'loss = optax.losses.sigmoid_binary_cross_entropy(logits, targets)',
    numpy: 'loss = np.logaddexp(0, logits) - logits * targets',
  },
  mend: 'crossEntropy',
  source: 'Lin et al. 2017, equation 1',
} as const satisfies Variant;
