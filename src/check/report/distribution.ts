import * as v from 'valibot';
import { count, optionalNumber, share } from './primitives';

/** Bin i of n covers p_t from i / n to (i + 1) / n; the last includes 1. */
export const probabilityHistogramSchema = v.object({
  counts: v.array(count),
  /** Sum of the cross-entropy and of the focal loss (with α) of the elements in each bin. */
  crossEntropy: v.array(optionalNumber),
  focal: v.array(optionalNumber),
});

export const easyNegativesSchema = v.object({
  /** Negatives with this p_t and above are easy. */
  threshold: v.number(),
  count,
  /** Share of the easy negatives among all elements, and in the loss of all elements. */
  share,
  crossEntropyShare: share,
  alphaBalancedCrossEntropyShare: share,
  focalShare: share,
});

const cumulativeCurve = v.object({
  /** Share of the samples, hardest last, from 0 to 1. */
  samples: v.array(v.number()),
  /** Share of the loss that those samples carry. */
  loss: v.array(v.number()),
});

/** The paper's Figure 4: samples sorted from low to high loss, their loss normalised to sum to one. */
export const cumulativeLossSchema = v.object({
  gamma: v.number(),
  /** Null if there is no such sample or all their losses are zero. */
  positives: v.nullable(cumulativeCurve),
  negatives: v.nullable(cumulativeCurve),
});

const valueHistogramSchema = v.object({
  /** counts.length + 1 edges; a bin holds its lower edge. Values beyond them are in `below` and `above`. */
  edges: v.array(v.number()),
  counts: v.array(count),
  below: count,
  above: count,
  minimum: v.nullable(v.number()),
  maximum: v.nullable(v.number()),
  mean: v.nullable(v.number()),
});

export const distributionSchema = v.object({
  /** Histogram of p_t, the probability given to the target, over equal bins of [0, 1]. */
  targetProbability: v.object({
    positives: probabilityHistogramSchema,
    negatives: probabilityHistogramSchema,
  }),
  easyNegatives: easyNegativesSchema,
  /** One entry per γ. Empty for soft targets, because their loss is no function of p_t. */
  cumulativeLoss: v.array(cumulativeLossSchema),
  /** The values as given: logits or probabilities. */
  values: valueHistogramSchema,
});

export type ProbabilityHistogram = v.InferOutput<typeof probabilityHistogramSchema>;
export type EasyNegatives = v.InferOutput<typeof easyNegativesSchema>;
export type CumulativeLoss = v.InferOutput<typeof cumulativeLossSchema>;
export type Distribution = v.InferOutput<typeof distributionSchema>;
