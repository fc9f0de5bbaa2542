import type { ReliabilityBin } from '../report/report';
import type { Interval } from './calibration-bounds';
/** No temperature minimises the cross-entropy, or it is not known which. */
export interface NoTemperature {
  /** One sentence. */
  readonly reason: string;
}

/** A fitted temperature and what calibration is left with it. */
export interface FittedTemperature {
  readonly temperature: number;
  /** Mean cross-entropy of logits / T. */
  readonly crossEntropy: number;
  /** Estimated. */
  readonly reliability: () => readonly ReliabilityBin[];
  /** Σ (outcome − confidence) above the lower edge of each bin, as far as it is known. */
  readonly sumsAbove: () => readonly Interval[];
}
