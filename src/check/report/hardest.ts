import * as v from 'valibot';
import { count } from './primitives';

export const hardExampleSchema = v.object({
  /** The file of the logits. */
  file: v.string(),
  /** Index into the logits, one number an axis; the class axis is left out for softmax. */
  index: v.array(count),
  target: v.number(),
  /** Probability that the model gives to the target. */
  targetProbability: v.number(),
  crossEntropy: v.number(),
});

export const hardestSchema = v.object({
  positives: v.array(hardExampleSchema),
  negatives: v.array(hardExampleSchema),
});

export type HardExample = v.InferOutput<typeof hardExampleSchema>;
export type Hardest = v.InferOutput<typeof hardestSchema>;
