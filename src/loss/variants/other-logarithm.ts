import { scaled } from './dual';
import { focalOf } from './terms';
import { fromFormula, USUAL_REDUCTIONS, type Variant } from './variant';

/** The focal loss with a logarithm to another base than e, which divides the loss by the logarithm of the base. */
function otherLogarithm(base: 2 | 10) {
  return {
    id: `log-base-${base}`,
    kind: 'mistake',
    ...fromFormula((x, target, parameters) => scaled(focalOf(x, target, parameters), 1 / Math.log(base))),
    alphaRole: 'positives',
    gammaIsExponentOf: '1-p_t',
    expectedInput: 'logits',
    reductions: USUAL_REDUCTIONS,
    code: {
      pytorch: `log_p_t = torch.log${base}(p_t)`,
      keras: `log_p_t = keras.ops.log${base}(p_t)`,
      jax: `log_p_t = jnp.log${base}(p_t)`,
      numpy: `log_p_t = np.log${base}(p_t)`,
    },
    mend: 'log-base',
    source: 'Lin et al. 2017, equation 1, is in nats',
  } as const satisfies Variant;
}

export const OTHER_LOGARITHMS = ([2, 10] as const).map(otherLogarithm);
