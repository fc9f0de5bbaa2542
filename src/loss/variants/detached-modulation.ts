import { alphaOfTarget } from '../binary';
import { detached, scaled, times } from './dual';
import { crossEntropyOf, modulationOf } from './terms';
import { fromFormula, USUAL_REDUCTIONS, type Variant } from './variant';

export const detachedModulation = {
  id: 'detached-modulation',
  kind: 'convention',
  title: 'the focal loss with a modulating factor that is a constant to the gradient',
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
  mend: 'Leave the modulating factor in the graph where the gradient of the paper is wanted.',
  source: 'Lin et al. 2017, appendix B, differentiates the modulating factor as well',
} as const satisfies Variant;
