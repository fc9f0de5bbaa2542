import * as v from 'valibot';
import { count } from './primitives';

export const interpretationSchema = v.object({
  /** What the values given as logits are; squashed twice: the sigmoid or softmax of probabilities. */
  input: v.picklist(['logits', 'probabilities', 'squashed-twice']),
  link: v.picklist(['sigmoid', 'softmax']),
  targets: v.picklist(['binary', 'index', 'one-hot', 'soft']),
  /** Axis of the logits that runs over the classes; null where there is none (one sigmoid a value). */
  classAxis: v.nullable(count),
  /** Length of the class axis; null where there is none. */
  classes: v.nullable(count),
  /** The class whose examples are negatives; null when every class counts as positive. */
  backgroundClass: v.nullable(count),
  /** Target value that takes an element out of every sum; null for none. */
  ignoreIndex: v.nullable(v.number()),
  /** Each decision with the observation it rests on, one sentence each. */
  why: v.array(v.string()),
});

export type Interpretation = v.InferOutput<typeof interpretationSchema>;
export type InputKind = Interpretation['input'];
export type TargetKind = Interpretation['targets'];
