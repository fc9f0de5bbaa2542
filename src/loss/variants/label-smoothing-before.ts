import { smoothedTarget } from '../label-smoothing';
import { focalOf } from './terms';
import { fromFormula, USUAL_REDUCTIONS, type Variant } from './variant';

/** The focal loss of smoothed targets: p_t, α_t and the cross-entropy take y (1 − ε) + ε / 2 for y, as in Keras. */
function labelSmoothingBefore(smoothing: number) {
  return {
    id: `label-smoothing-before-${smoothing}`,
    kind: 'convention',
    ...fromFormula((x, target, parameters) => focalOf(x, smoothedTarget(target, smoothing), parameters)),
    alphaRole: 'positives',
    gammaIsExponentOf: '1-p_t',
    expectedInput: 'logits',
    reductions: USUAL_REDUCTIONS,
    code: {
      pytorch: `targets = targets * (1 - ${smoothing}) + ${smoothing} / 2`,
      keras: `keras.losses.BinaryFocalCrossentropy(label_smoothing=${smoothing})`,
      numpy: `targets = targets * (1 - ${smoothing}) + ${smoothing} / 2`,
    },
    mend: 'label-smoothing-before',
    source: 'Szegedy et al. 2016, section 7',
  } as const satisfies Variant;
}

export const LABEL_SMOOTHINGS_BEFORE = [0.05, 0.1, 0.2].map(labelSmoothingBefore);
