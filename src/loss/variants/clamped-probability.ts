import { alphaOfTarget } from '../binary';
import { clamped, logarithm, negative, power, scaled, sigmoid, times } from './dual';
import { mixed } from './terms';
import { fromFormula, USUAL_REDUCTIONS, type Variant } from './variant';

/** The focal loss of probabilities kept within [ε, 1 − ε]: the hardest examples lose their gradient. */
export function clampedProbability(epsilon: string) {
  const least = Number(epsilon);
  return {
    id: `clamp-${epsilon}`,
    kind: 'mistake',
    ...fromFormula((x, target, { alpha, gamma }) => {
      const p = clamped(sigmoid(x), least, 1 - least);
      const rest = clamped(sigmoid(negative(x)), least, 1 - least);
      const crossEntropy = negative(mixed(target, logarithm(p), logarithm(rest)));
      const modulation = power(mixed(target, rest, p), gamma);
      return scaled(times(modulation, crossEntropy), alphaOfTarget(alpha, target));
    }),
    alphaRole: 'positives',
    gammaIsExponentOf: '1-p_t',
    expectedInput: 'logits',
    reductions: USUAL_REDUCTIONS,
    code: {
      pytorch: `p = torch.sigmoid(logits).clamp(${epsilon}, 1 - ${epsilon})`,
      keras: `p = keras.ops.clip(p, ${epsilon}, 1 - ${epsilon})`,
      jax: `p = jnp.clip(jax.nn.sigmoid(logits), ${epsilon}, 1 - ${epsilon})`,
      numpy: `p = np.clip(p, ${epsilon}, 1 - ${epsilon})`,
    },
    mend: 'clamp',
    source: `The largest cross-entropy is −log ${epsilon}`,
  } as const satisfies Variant;
}

export const CLAMPED_PROBABILITIES = ['1e-4', '1e-5', '1e-6', '1e-7', '1e-8', '1e-10', '1e-12'].map(
  clampedProbability,
);
