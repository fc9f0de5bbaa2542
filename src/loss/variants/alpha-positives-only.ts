import { scaled } from './dual';
import { focalOf } from './terms';
import { fromFormula, USUAL_REDUCTIONS, type Variant } from './variant';

/** The focal loss with α on the positives and weight 1 on the negatives. */
export const alphaPositivesOnly = {
  id: 'alpha-positives-only',
  kind: 'mistake',
  ...fromFormula((x, target, { alpha, gamma }) =>
    scaled(focalOf(x, target, { alpha: null, gamma }), alpha === null ? 1 : alpha * target + 1 - target),
  ),
  alphaRole: 'positivesOnly',
  gammaIsExponentOf: '1-p_t',
  expectedInput: 'logits',
  reductions: USUAL_REDUCTIONS,
  code: {
    pytorch: 'loss = torch.where(targets == 1, alpha * loss, loss)',
    keras: 'loss = keras.ops.where(targets == 1, alpha * loss, loss)',
    numpy: 'loss = np.where(targets == 1, alpha * loss, loss)',
  },
  mend: 'alpha-positives-only',
  source: 'Lin et al. 2017, section 3.1, weighs class −1 by 1 − α',
} as const satisfies Variant;
