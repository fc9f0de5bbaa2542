import { alphaOfTarget } from '../binary';
import { smoothedTarget } from '../label-smoothing';
import { scaled, times } from './dual';
import { crossEntropyOf, modulationOf } from './terms';
import { fromFormula, USUAL_REDUCTIONS, type Variant } from './variant';

/** The focal loss whose cross-entropy alone has smoothed targets; p_t and α_t are those of the hard target. */
function labelSmoothingAfter(smoothing: number) {
  return {
    id: `label-smoothing-after-${smoothing}`,
    kind: 'convention',
    ...fromFormula((x, target, { alpha, gamma }) =>
      scaled(
        times(modulationOf(x, target, gamma), crossEntropyOf(x, smoothedTarget(target, smoothing))),
        alphaOfTarget(alpha, target),
      ),
    ),
    alphaRole: 'positives',
    gammaIsExponentOf: '1-p_t',
    expectedInput: 'logits',
    reductions: USUAL_REDUCTIONS,
    code: {
      pytorch: `ce = F.binary_cross_entropy_with_logits(logits, targets * (1 - ${smoothing}) + ${smoothing} / 2, reduction='none')`,
      numpy: `ce = np.logaddexp(0, logits) - logits * (targets * (1 - ${smoothing}) + ${smoothing} / 2)`,
    },
    mend: 'label-smoothing-after',
    source: 'Szegedy et al. 2016, section 7',
  } as const satisfies Variant;
}

export const LABEL_SMOOTHINGS_AFTER = [0.05, 0.1, 0.2].map(labelSmoothingAfter);
