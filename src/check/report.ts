import * as v from 'valibot';

/**
 * The report: one JSON document that the panel draws, the command line prints and tests compare. Everything
 * counted in it is a sum, a count, an extremum or a histogram, so that shards merge by addition.
 * `schemas/focal-loss-report.schema.json` is generated from this definition.
 */

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
/** JSON has no NaN: a value that does not exist (a mean over nothing) is null. */
const optionalNumber = v.nullable(v.number());

export const inputSchema = v.object({
  role: v.picklist(['logits', 'targets', 'weight', 'mask', 'loss', 'gradient']),
  file: v.string(),
  array: v.string(),
  shape: v.array(count),
  dtype: v.string(),
  /** Bytes of the array's data. */
  byteSize: count,
});

export const interpretationSchema = v.object({
  /** What the values given as logits are. */
  input: v.picklist(['logits', 'probabilities']),
  link: v.picklist(['sigmoid', 'softmax']),
  targets: v.picklist(['binary', 'index', 'one-hot', 'soft']),
  /** Axis of the logits that runs over the classes; null where there is none (one sigmoid a value). */
  classAxis: v.nullable(count),
  /** Target value that takes an element out of every count and sum; null for none. */
  ignoreIndex: v.nullable(v.number()),
  /** Each decision with the observation it rests on, one sentence each. */
  why: v.array(v.string()),
});

export const parametersSchema = v.object({
  /** Weight of the positive class, one weight a class, or null when α is off. */
  alpha: v.union([v.number(), v.array(v.number()), v.null()]),
  gamma: v.number(),
  reduction: v.picklist(['none', 'sum', 'mean', 'meanOverPositives', 'meanOverNotIgnored']),
});

export const countsSchema = v.object({
  /** Loss terms: every value for sigmoid, every example for softmax; ignored and non-finite ones included. */
  elements: count,
  positives: count,
  negatives: count,
  ignored: count,
  /** Elements left out of every sum because a logit or target is NaN or infinite. */
  nonFinite: count,
});

export const reducedLossSchema = v.object({
  sum: optionalNumber,
  /** Over all elements that are finite and not ignored. */
  mean: optionalNumber,
  /** Sum over max(1, positives), the paper's normaliser. */
  meanOverPositives: optionalNumber,
});

export const lossesSchema = v.object({
  crossEntropy: reducedLossSchema,
  alphaBalancedCrossEntropy: reducedLossSchema,
  focal: reducedLossSchema,
  /** FL* with the report's γ and β = 0; null entries where γ = 0. */
  focalStar: reducedLossSchema,
});

export const findingSchema = v.object({
  /** Kebab-case, stable. */
  id: v.string(),
  severity: v.picklist(['error', 'warning', 'information']),
  title: v.string(),
  /** What was seen: numbers, names, the first index. */
  seen: v.string(),
  /** What it means for the training. */
  means: v.string(),
  /** What to do. */
  fix: v.string(),
});

export type ReportInput = v.InferOutput<typeof inputSchema>;
export type Interpretation = v.InferOutput<typeof interpretationSchema>;
export type Parameters = v.InferOutput<typeof parametersSchema>;
export type Reduction = Parameters['reduction'];
export type Counts = v.InferOutput<typeof countsSchema>;
export type ReducedLoss = v.InferOutput<typeof reducedLossSchema>;
export type Finding = v.InferOutput<typeof findingSchema>;
