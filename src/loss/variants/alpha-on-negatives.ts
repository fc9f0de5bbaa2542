import { focalOf } from './terms';
import { fromFormula, USUAL_REDUCTIONS, type Variant } from './variant';

/** The focal loss with α on the negatives. */
export const alphaOnNegatives = {
  id: 'alpha-on-negatives',
  kind: 'mistake',
  ...fromFormula((x, target, { alpha, gamma }) =>
    focalOf(x, target, { alpha: alpha === null ? null : 1 - alpha, gamma }),
  ),
  alphaRole: 'classZero',
  gammaIsExponentOf: '1-p_t',
  expectedInput: 'logits',
  reductions: USUAL_REDUCTIONS,
  code: {
    pytorch: 'alpha_t = torch.tensor([alpha, 1 - alpha])[targets]',
    keras: 'alpha_t = (1 - alpha) * targets + alpha * (1 - targets)',
    numpy: 'alpha_t = np.where(targets == 1, 1 - alpha, alpha)',
  },
  mend: 'alpha-on-negatives',
  source: 'Lin et al. 2017, section 3.1, gives α to class 1',
} as const satisfies Variant;
