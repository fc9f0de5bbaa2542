import * as v from 'valibot';
import { count } from './primitives';

export const countsSchema = v.object({
  /** Loss terms: every value for sigmoid, every example for softmax; those left out included. */
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
