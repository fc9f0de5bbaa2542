import { focalLoss, focalLossGradient } from '../binary';
import { USUAL_REDUCTIONS, type Variant } from './variant';

/** The focal loss before the weight. */
export const focalWithoutWeight = {
  id: 'focalWithoutWeight',
  kind: 'convention',
  loss: focalLoss,
  gradient: focalLossGradient,
  fromTerms: ({ focal, weight }) => focal / weight,
  alphaRole: 'positives',
  gammaIsExponentOf: '1-p_t',
  expectedInput: 'logits',
  reductions: USUAL_REDUCTIONS,
  code: {
    pytorch: 'loss = alpha_t * (1 - p_t) ** gamma * ce  # weight is applied later, or not at all',
  },
  mend: 'focalWithoutWeight',
  source: 'Lin et al. 2017, equation 5',
} as const satisfies Variant;
