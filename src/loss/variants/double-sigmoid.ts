import { sigmoid } from './dual';
import { focalOf } from './terms';
import { fromFormula, USUAL_REDUCTIONS, type Variant } from './variant';

/** The focal loss of logits that went through a sigmoid twice. */
export const doubleSigmoid = {
  id: 'double-sigmoid',
  kind: 'mistake',
  ...fromFormula((x, target, parameters) => focalOf(sigmoid(x), target, parameters)),
  alphaRole: 'positives',
  gammaIsExponentOf: '1-p_t',
  expectedInput: 'logits',
  reductions: USUAL_REDUCTIONS,
  code: {
    pytorch: 'ce = F.binary_cross_entropy_with_logits(torch.sigmoid(logits), targets)',
    keras:
      "keras.losses.BinaryFocalCrossentropy(from_logits=True)(targets, model(x))  # the last layer has activation='sigmoid'",
    jax: 'optax.losses.sigmoid_focal_loss(jax.nn.sigmoid(logits), labels)',
  },
  mend: 'double-sigmoid',
  source: 'σ(σ(x)) lies in [0.5, 0.7311]',
} as const satisfies Variant;
