import * as v from 'valibot';
import { optionalNumber } from './primitives';

export const reducedLossSchema = v.object({
  sum: optionalNumber,
  /**
   * Over the elements that take part: finite, with a valid target, not ignored. The reduction `meanOverNotIgnored`; not
   * the reduction `mean`, which is `meanOverAll`. The two are equal when nothing is left out.
   */
  mean: optionalNumber,
  /** Sum over max(1, positives), the paper's normaliser. */
  meanOverPositives: optionalNumber,
  /** Over every element, those left out counted as zero: what `.mean()` of a masked loss gives. The reduction `mean`. */
  meanOverAll: optionalNumber,
});

export const lossesSchema = v.object({
  crossEntropy: reducedLossSchema,
  alphaBalancedCrossEntropy: reducedLossSchema,
  focal: reducedLossSchema,
  /** FL* with the report's γ and β = 0, no α; null entries where γ = 0. */
  focalStar: reducedLossSchema,
});

export type ReducedLoss = v.InferOutput<typeof reducedLossSchema>;
export type Losses = v.InferOutput<typeof lossesSchema>;
