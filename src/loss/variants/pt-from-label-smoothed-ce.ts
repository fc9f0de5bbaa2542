import { alphaOfTarget } from '../binary';
import { smoothedTarget } from '../label-smoothing';
import { missingOf, power, scaled, times } from './dual';
import { crossEntropyOf } from './terms';
import { fromFormula, USUAL_REDUCTIONS, type Variant } from './variant';

/** The focal loss with p_t = exp(−ce) of a cross-entropy with smoothed targets, which is no probability of the class. */
function ptFromLabelSmoothedCe(smoothing: number) {
  return {
    id: `pt-from-label-smoothed-ce-${smoothing}`,
    kind: 'mistake',
    ...fromFormula((x, target, { alpha, gamma }) => {
      const crossEntropy = crossEntropyOf(x, smoothedTarget(target, smoothing));
      return scaled(times(power(missingOf(crossEntropy), gamma), crossEntropy), alphaOfTarget(alpha, target));
    }),
    alphaRole: 'positives',
    gammaIsExponentOf: '1-p_t',
    expectedInput: 'logits',
    reductions: USUAL_REDUCTIONS,
    code: {
      pytorch: `ce = F.binary_cross_entropy_with_logits(logits, targets * (1 - ${smoothing}) + ${smoothing} / 2, reduction='none'); p_t = torch.exp(-ce)`,
      numpy: 'p_t = np.exp(-ce_of_smoothed_targets)',
    },
    mend: 'pt-from-label-smoothed-ce',
    source: 'exp(−ce) is p_t for hard targets alone',
  } as const satisfies Variant;
}

export const PT_FROM_LABEL_SMOOTHED_CE = [0.05, 0.1, 0.2].map(ptFromLabelSmoothedCe);
