import { alphaOfTarget } from '../binary';
import { constant, logarithm, negative, plus, scaled, sigmoid, times } from './dual';
import { mixed, modulationOf } from './terms';
import { fromFormula, USUAL_REDUCTIONS, type Variant } from './variant';

/** The focal loss with −log(p_t + ε): the loss of the hardest examples ends at −log ε. */
function epsilonInLogarithm(epsilon: string) {
  const added = constant(Number(epsilon));
  return {
    id: `log-of-p-plus-${epsilon}`,
    kind: 'mistake',
    ...fromFormula((x, target, { alpha, gamma }) => {
      const logP = logarithm(plus(sigmoid(x), added));
      const logRest = logarithm(plus(sigmoid(negative(x)), added));
      const crossEntropy = negative(mixed(target, logP, logRest));
      return scaled(times(modulationOf(x, target, gamma), crossEntropy), alphaOfTarget(alpha, target));
    }),
    alphaRole: 'positives',
    gammaIsExponentOf: '1-p_t',
    expectedInput: 'logits',
    reductions: USUAL_REDUCTIONS,
    code: {
      pytorch: `log_p_t = torch.log(p_t + ${epsilon})`,
      keras: `log_p_t = keras.ops.log(p_t + ${epsilon})`,
      jax: `log_p_t = jnp.log(p_t + ${epsilon})`,
      numpy: `log_p_t = np.log(p_t + ${epsilon})`,
    },
    mend: 'log-of-p-plus',
    source: `The largest cross-entropy is −log ${epsilon}`,
  } as const satisfies Variant;
}

export const EPSILONS_IN_LOGARITHM = ['1e-4', '1e-5', '1e-6', '1e-7', '1e-8', '1e-10', '1e-12'].map(
  epsilonInLogarithm,
);
