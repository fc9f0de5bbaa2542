import * as v from 'valibot';
import { count, share } from './primitives';

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

const classRankingSchema = v.object({
  index: count,
  /** Examples of the class. */
  count,
  /** Examples that the model takes for this class: it has the largest logit, or lies on this side of p = 0.5. */
  predicted: count,
  /** Examples of the class that the probabilities foretell; null where they were not counted. */
  expected: v.nullable(positive),
  /** Standard error of `expected`, more than 0 where it is from a sample. */
  expectedStandardError: v.nullable(positive),
  /** The share of the class's examples that the model takes for it; null without examples. */
  recall: share,
  /** The interval of the recall at 95 % (Wilson 1927): [0, 1] without examples. */
  low: part,
  high: part,
});

const confusionSchema = v.object({
  target: count,
  predicted: count,
  count,
  /** The share of the examples of the target class. */
  share: part,
});

/** Measures of how well the predictions order the targets, whatever the probabilities are worth. */
export const rankingSchema = v.object({
  /** Sigmoid: the share of elements on the right side of p = 0.5. Softmax: the share of examples whose top class is right. */
  accuracy: rankingMeasureSchema,
  /** The share of examples whose target class is among the five with the largest logits; softmax of six classes and more. */
  topFive: v.nullable(rankingMeasureSchema),
  /**
   * The classes of a softmax, or the negatives (0) and the positives (1) of a single sigmoid at p = 0.5. Of very many classes
   * those that `statistics.confusions` lists.
   */
  classes: v.array(classRankingSchema),
  /** The most frequent confusions of a softmax, the most frequent first. */
  confusions: v.array(confusionSchema),
  /** A sigmoid and a softmax of two classes have this field and all below; it is null without positives or negatives. */
  rocAuc: v.nullable(rankingMeasureSchema),
  /** Several labels only: the ROC area of the pairs of a positive and a negative of the same label. */
  rocAucOfLabels: v.nullable(rankingMeasureSchema),
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
export type ClassRanking = v.InferOutput<typeof classRankingSchema>;
export type Confusion = v.InferOutput<typeof confusionSchema>;
