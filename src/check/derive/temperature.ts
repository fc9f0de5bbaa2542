import type { Reason } from '../../messages/reason';

/** No temperature minimises the cross-entropy, or it is not known which. */
export interface NoTemperature {
  readonly reason: Reason;
}

/** The temperature that minimises the cross-entropy of logits / T. */
export interface FittedTemperature {
  readonly temperature: number;
  /** 0 where it comes from all elements. */
  readonly standardError: number;
}
