import * as v from 'valibot';

const part = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const positive = v.pipe(v.number(), v.minValue(0));

const rankingMeasureSchema = v.object({
  value: part,
  /**
   * The value that a model reaches which knows nothing of the examples: at random, or by always giving the most
   * frequent class.
   */
  chance: part,
  /** Standard error of the sampling of the examples. */
  standardError: positive,
  /** The true value is no further than this from `value`: more than 0 where the order within bins of x_t is not known. */
  errorBound: positive,
});

/** Measures of how well the predictions order the targets, whatever the probabilities are worth. */
export const rankingSchema = v.object({
  /** Sigmoid: the share of elements on the right side of p = 0.5. Softmax: the share of examples whose top class is right. */
  accuracy: rankingMeasureSchema,
  /** Sigmoid only, as are all that follow; null without positives or without negatives. */
  rocAuc: v.nullable(rankingMeasureSchema),
  /** Null without positives. */
  averagePrecision: v.nullable(rankingMeasureSchema),
  /** Points of the ROC and the precision-recall curve from the highest threshold to the lowest, thinned out. */
  curve: v.array(
    v.object({
      /** The threshold as a logit: examples at or above it count as found. */
      threshold: v.number(),
      falsePositiveRate: v.nullable(part),
      recall: v.nullable(part),
      precision: part,
    }),
  ),
});

export type Ranking = v.InferOutput<typeof rankingSchema>;
export type RankingMeasure = v.InferOutput<typeof rankingMeasureSchema>;
