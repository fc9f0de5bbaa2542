import { scaled } from './dual';
import { focalOf } from './terms';
import { fromFormula, USUAL_REDUCTIONS, type Variant } from './variant';

/** The focal loss with the same α for positives and negatives. */
export const alphaSameForBoth = {
  id: 'alpha-same-for-both',
  kind: 'mistake',
  ...fromFormula((x, target, { alpha, gamma }) =>
    scaled(focalOf(x, target, { alpha: null, gamma }), alpha ?? 1),
  ),
  alphaRole: 'everyClass',
  gammaIsExponentOf: '1-p_t',
  expectedInput: 'logits',
  reductions: USUAL_REDUCTIONS,
  code: {
    pytorch: 'loss = alpha * (1 - p_t) ** gamma * ce',
    keras: 'loss = alpha * keras.ops.power(1 - p_t, gamma) * ce',
    jax: 'loss = alpha * (1 - p_t) ** gamma * ce',
    numpy: 'loss = alpha * (1 - p_t) ** gamma * ce',
  },
  mend: 'alpha-same-for-both',
  source: 'Lin et al. 2017, equation 5, weighs by α_t',
} as const satisfies Variant;
