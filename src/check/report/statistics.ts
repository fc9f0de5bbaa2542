import * as v from 'valibot';
import { lossAgreementSchema } from './given-loss';
import { count, optionalNumber } from './primitives';

/** A sum that overflowed is null. */
const sums = v.array(optionalNumber);
const counts = v.array(count);

/** Where an element was first seen. */
export const placeSchema = v.object({
  file: v.string(),
  /** Index into the logits, one number an axis. */
  index: v.array(count),
  /** The value as text, for JSON knows no NaN. */
  value: v.string(),
});

const valuesSchema = v.object({
  notANumber: count,
  positiveInfinity: count,
  negativeInfinity: count,
  /** |x| > 30. */
  saturated: count,
  /** |x| ≥ 65504, infinite ones included: what float16 cannot hold. */
  beyondHalf: count,
  histogram: v.object({ low: v.number(), high: v.number(), counts, below: count, above: count }),
  /** One entry a channel, over the finite values. */
  channels: v.object({ counts, minima: sums, maxima: sums, sums, squares: sums }),
});

const leftOutSchema = v.object({
  ignored: count,
  nonFinite: count,
  invalidTargets: count,
  rowsNotSummingToOne: count,
  firstNonFiniteLogit: v.nullable(placeSchema),
  firstNonFiniteTarget: v.nullable(placeSchema),
  firstInvalidTarget: v.nullable(placeSchema),
  /** The first different values that targets may not have, and how often each occurs. */
  invalidValues: v.array(v.tuple([v.number(), count])),
  /** Positives whose weight or mask is zero. */
  positivesWithoutWeight: count,
});

/** Entry 2 · channel + (1 for positives, 0 for negatives). */
const lossSumsSchema = v.object({
  counts,
  crossEntropy: sums,
  alphaBalancedCrossEntropy: sums,
  focal: sums,
  focalStar: sums,
  focalGradient: sums,
});

/** Entry bin + (100 for positives). */
const probabilitySumsSchema = v.object({
  counts,
  crossEntropy: sums,
  alphaBalancedCrossEntropy: sums,
  focal: sums,
  focalGradient: sums,
});

const reliabilitySumsSchema = v.object({
  counts: v.array(v.number()),
  confidences: v.array(v.number()),
  outcomes: v.array(v.number()),
});

/** Bin, count, Σ(x_t − centre), Σ(x_t − centre)². */
const marginEntries = v.array(v.tuple([count, count, v.number(), v.number()]));

/** Bin, amount, Σ amount · (x_t − centre), Σ amount · (x_t − centre)²; what α weighs, and what 1 − α does. */
const amounts = v.array(v.tuple([count, v.number(), v.number(), v.number()]));
const parts = v.object({ own: amounts, rest: amounts });
const sideParts = v.object({ positives: parts, negatives: parts });

/**
 * The temperature T that minimises the cross-entropy of logits / T, looked for in all elements or, of more than a million
 * logits of a softmax, in a sample, and what the elements are like at it. Every entry is a sum over the parts of the data that were
 * checked by themselves, each at a temperature of its own; what comes from a sample is scaled up to all elements.
 */
const temperatureSchema = v.object({
  /** Parts without such a temperature: their cross-entropy falls as far up, or as far down, as T is looked for. */
  beyondLargest: count,
  beyondSmallest: count,
  /** Second derivative of the cross-entropy by ln T: what ln T of a part weighs among those of others. */
  curvature: v.number(),
  /** Curvature times ln T, and times its square. */
  logarithm: v.number(),
  squares: v.number(),
  /** Square of the curvature times the variance of ln T, which the sampling leaves. */
  variance: v.number(),
  crossEntropy: optionalNumber,
  ...reliabilitySumsSchema.entries,
  /** Variance, which the sampling leaves, of Σ bins |Σ (outcome − confidence)|. */
  errorVariance: v.number(),
});

/** What one pass gathers: all a report is derived from, and all that shards are merged from. */
export const statisticsSchema = v.object({
  values: valuesSchema,
  leftOut: leftOutSchema,
  losses: lossSumsSchema,
  probabilities: probabilitySumsSchema,
  /** Fine histograms of x_t, the logit of p_t, with the bins of src/check/statistics/margin-histogram.ts. */
  margins: v.object({ positives: marginEntries, negatives: marginEntries }),
  /**
   * Where elements are weighted or targets are soft: over x_t of a class, how much of the elements is of it; and for a
   * sigmoid's soft targets the cross-entropy over the logit of the interpolated p_t. Bins as of `margins`.
   */
  lossMargins: v.nullable(v.object({ shares: sideParts, modulated: v.nullable(sideParts) })),
  reliability: reliabilitySumsSchema,
  /** Null for soft targets and where it was not looked for. */
  temperature: v.nullable(temperatureSchema),
  /** Given gradient g beside the closed form f: Σg², Σf², Σgf; null when no gradient was given. */
  gradient: v.nullable(
    v.object({ given: optionalNumber, expected: optionalNumber, product: optionalNumber }),
  ),
  /** Null when no elementwise losses were given. */
  loss: v.nullable(lossAgreementSchema),
});

export type StatisticsRecord = v.InferOutput<typeof statisticsSchema>;
export type MarginEntry = StatisticsRecord['margins']['positives'][number];
export type ReliabilitySums = StatisticsRecord['reliability'];
export type Place = v.InferOutput<typeof placeSchema>;
