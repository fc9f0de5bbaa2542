import { alphaOfTarget } from '../binary';
import { detached, scaled, times } from './dual';
import { crossEntropyOf, modulationOf } from './terms';
import { fromFormula, USUAL_REDUCTIONS, type Variant } from './variant';

/** The focal loss with a modulating factor that is a constant to the gradient. */
export const detachedModulation = {
  id: 'detached-modulation',
  kind: 'convention',
  ...fromFormula((x, target, { alpha, gamma }) =>
    scaled(
      times(detached(modulationOf(x, target, gamma)), crossEntropyOf(x, target)),
      alphaOfTarget(alpha, target),
    ),
  ),
  alphaRole: 'positives',
  gammaIsExponentOf: '1-p_t',
  expectedInput: 'logits',
  reductions: USUAL_REDUCTIONS,
  code: {
    pytorch: 'p_t = p_t.detach()',
    keras: 'p_t = keras.ops.stop_gradient(p_t)',
    jax: 'p_t = jax.lax.stop_gradient(p_t)',
  },
  mend: 'detached-modulation',
  source: 'Lin et al. 2017, appendix B, differentiates the modulating factor as well',
} as const satisfies Variant;
