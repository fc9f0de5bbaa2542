import { focalLossStar, focalLossStarGradient } from '../binary';
import { USUAL_REDUCTIONS, type Variant } from './variant';

/** FL* with β = 0. */
export const focalStar = {
  id: 'focalStar',
  kind: 'convention',
  loss: (logit, target, { gamma }) => (gamma === 0 ? Number.NaN : focalLossStar(logit, target, gamma)),
  gradient: (logit, target, { gamma }) =>
    gamma === 0 ? Number.NaN : focalLossStarGradient(logit, target, gamma),
  alphaRole: 'off',
  gammaIsExponentOf: 'none',
  expectedInput: 'logits',
  reductions: USUAL_REDUCTIONS,
  code: {
    pytorch: 'loss = -F.logsigmoid(gamma * (2 * targets - 1) * logits) / gamma',
    jax: 'loss = -jax.nn.log_sigmoid(gamma * (2 * targets - 1) * logits) / gamma',
    numpy: 'loss = np.logaddexp(0, -gamma * (2 * targets - 1) * logits) / gamma',
  },
  mend: 'focalStar',
  source: 'Lin et al. 2017, appendix A',
} as const satisfies Variant;
