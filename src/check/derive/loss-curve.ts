import { crossEntropy, focalLoss } from '../../loss/binary';
import { logitOfProbability } from '../../loss/curve';
import type { Report } from '../report/report';

/** The losses of one element with the probability `p` of its target. */
export interface LossCurvePoint {
  readonly p: number;
  readonly crossEntropy: number;
  /** Focal loss of a positive and of a negative, with the report's α and γ. */
  readonly positives: number;
  readonly negatives: number;
}

/**
 * The report's focal loss over p_t, at the centres of the bins of its p_t histograms. Null for soft targets, because their
 * loss is no function of p_t. With one α per class there is no single curve, so it is drawn without α.
 */
export function lossCurveOf({ distribution, interpretation, parameters }: Report): LossCurvePoint[] | null {
  if (interpretation.targets === 'soft') {
    return null;
  }
  const { gamma } = parameters;
  const alpha = typeof parameters.alpha === 'number' ? parameters.alpha : null;
  const bins = distribution.targetProbability.positives.counts.length;
  return Array.from({ length: bins }, (_, bin) => {
    const p = (bin + 0.5) / bins;
    const logit = logitOfProbability(p);
    const positives = focalLoss(logit, 1, { alpha, gamma });
    // A softmax weights every target class with its α; only a sigmoid has 1 − α.
    const negatives = interpretation.link === 'sigmoid' ? focalLoss(-logit, 0, { alpha, gamma }) : positives;
    return { p, crossEntropy: crossEntropy(logit, 1), positives, negatives };
  });
}
