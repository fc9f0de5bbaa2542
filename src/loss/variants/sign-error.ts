import { negative } from './dual';
import { focalOf } from './terms';
import { fromFormula, USUAL_REDUCTIONS, type Variant } from './variant';

/** The negated focal loss. */
export const signError = {
  id: 'sign-error',
  kind: 'mistake',
  ...fromFormula((x, target, parameters) => negative(focalOf(x, target, parameters))),
  alphaRole: 'positives',
  gammaIsExponentOf: '1-p_t',
  expectedInput: 'logits',
  reductions: USUAL_REDUCTIONS,
  code: {
    pytorch: 'loss = -alpha_t * (1 - p_t) ** gamma * ce  # ce is positive already',
    keras: 'loss = -alpha_t * keras.ops.power(1 - p_t, gamma) * ce',
    jax: 'loss = -alpha_t * (1 - p_t) ** gamma * ce',
    numpy: 'loss = -alpha_t * (1 - p_t) ** gamma * ce',
  },
  mend: 'sign-error',
  source: 'Lin et al. 2017, equation 5, has one minus sign before log p_t',
} as const satisfies Variant;
