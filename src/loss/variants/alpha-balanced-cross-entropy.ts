import {
  alphaBalancedCrossEntropy as alphaBalanced,
  alphaBalancedCrossEntropyGradient as alphaBalancedGradient,
} from '../binary';
import { USUAL_REDUCTIONS, type Variant } from './variant';

/** α-balanced cross-entropy: γ is not applied. */
export const alphaBalancedCrossEntropy = {
  id: 'alphaBalancedCrossEntropy',
  kind: 'convention',
  loss: (logit, target, { alpha }) => alphaBalanced(logit, target, alpha),
  gradient: (logit, target, { alpha }) => alphaBalancedGradient(logit, target, alpha),
  fromTerms: (terms) => terms.alphaBalancedCrossEntropy,
  alphaRole: 'positives',
  gammaIsExponentOf: 'none',
  expectedInput: 'logits',
  reductions: USUAL_REDUCTIONS,
  code: {
    pytorch: 'loss = alpha_t * ce',
    keras: 'loss = alpha_t * ce',
    jax: 'loss = alpha_t * ce',
    numpy: 'loss = alpha_t * ce',
  },
  mend: 'alphaBalancedCrossEntropy',
  source: 'Lin et al. 2017, equation 3',
} as const satisfies Variant;
