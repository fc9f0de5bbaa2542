import * as v from 'valibot';
import { count } from './primitives';

export const countsSchema = v.object({
  /** Loss terms, including those left out: every value for sigmoid, every example for softmax. */
  elements: count,
  positives: count,
  negatives: count,
  /** Left out because the target is the ignore index or the mask is zero. */
  ignored: count,
  /** Left out because a logit or target is NaN or infinite. */
  nonFinite: count,
  /** Left out because the target is none of the allowed values. */
  invalidTargets: count,
});

export type Counts = v.InferOutput<typeof countsSchema>;
