import { focalOf } from './terms';
import { fromFormula, USUAL_REDUCTIONS, type Variant } from './variant';

/** The focal loss of inverted targets. */
export const targetsInverted = {
  id: 'targets-inverted',
  kind: 'mistake',
  ...fromFormula((x, target, parameters) => focalOf(x, 1 - target, parameters)),
  alphaRole: 'classZero',
  gammaIsExponentOf: '1-p_t',
  expectedInput: 'logits',
  reductions: USUAL_REDUCTIONS,
  code: {
    pytorch: 'targets = (labels == 0).float()',
    keras: "targets = keras.ops.cast(labels == 0, 'float32')",
    numpy: 'targets = (labels == 0).astype(np.float32)',
  },
  mend: 'targets-inverted',
  source: 'Lin et al. 2017, section 3, specifies y = 1 for the class with probability p',
} as const satisfies Variant;
