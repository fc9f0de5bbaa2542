import * as v from 'valibot';
import type { SingleReduction } from '../../loss/reduction';
import { optionalNumber } from './primitives';

export const reducedLossSchema = v.object({
  sum: optionalNumber,
  /** Mean over the elements that take part: finite, with a valid target, not ignored. */
  mean: optionalNumber,
  /** Sum over max(1, positives), the paper's normaliser. */
  meanOverPositives: optionalNumber,
  /** Mean over every element, with zero for those left out, like `.mean()` of a masked loss. */
  meanOverAll: optionalNumber,
} satisfies Record<SingleReduction, typeof optionalNumber>);

export const lossesSchema = v.object({
  crossEntropy: reducedLossSchema,
  alphaBalancedCrossEntropy: reducedLossSchema,
  focal: reducedLossSchema,
  /** FL* with the report's γ and β = 0, no α; null entries where γ = 0. */
  focalStar: reducedLossSchema,
});

export type ReducedLoss = v.InferOutput<typeof reducedLossSchema>;
export type Losses = v.InferOutput<typeof lossesSchema>;
