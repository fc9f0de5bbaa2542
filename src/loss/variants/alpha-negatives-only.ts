import { scaled } from './dual';
import { focalOf } from './terms';
import { fromFormula, USUAL_REDUCTIONS, type Variant } from './variant';

/** The focal loss with α on the negatives and weight 1 on the positives. */
export const alphaNegativesOnly = {
  id: 'alpha-negatives-only',
  kind: 'mistake',
  ...fromFormula((x, target, { alpha, gamma }) =>
    scaled(focalOf(x, target, { alpha: null, gamma }), alpha === null ? 1 : target + alpha * (1 - target)),
  ),
  alphaRole: 'negativesOnly',
  gammaIsExponentOf: '1-p_t',
  expectedInput: 'logits',
  reductions: USUAL_REDUCTIONS,
  code: {
    pytorch: 'loss = torch.where(targets == 0, alpha * loss, loss)',
    keras: 'loss = keras.ops.where(targets == 0, alpha * loss, loss)',
    numpy: 'loss = np.where(targets == 0, alpha * loss, loss)',
  },
  mend: 'alpha-negatives-only',
  source: 'Lin et al. 2017, section 3.1, weighs class 1 by α',
} as const satisfies Variant;
