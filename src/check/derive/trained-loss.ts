import type { TrainedLoss } from '../../calibration/focal-map';
import type { Parameters } from '../report/report';

/** α and γ of a focal loss whose scores have one map to probabilities; null for an α a class, and one that silences a side. */
export function trainedLossOf({ alpha, gamma }: Pick<Parameters, 'alpha' | 'gamma'>): TrainedLoss | null {
  if (Array.isArray(alpha) || alpha === 0 || alpha === 1) {
    return null;
  }
  return { alpha, gamma };
}
