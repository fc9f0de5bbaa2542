import * as v from 'valibot';
import { count } from './primitives';

export const interpretationSchema = v.object({
  /** Kind of the values given as logits. Squashed twice means the sigmoid or softmax of probabilities. */
  input: v.picklist(['logits', 'probabilities', 'squashed-twice']),
  link: v.picklist(['sigmoid', 'softmax']),
  targets: v.picklist(['binary', 'index', 'one-hot', 'soft']),
  /** Class axis of the logits; null if there is none (one sigmoid per value). */
  classAxis: v.nullable(count),
  /** Length of the class axis; null if there is none. */
  classes: v.nullable(count),
  /** The class whose examples are negatives; null when every class counts as positive. */
  backgroundClass: v.nullable(count),
  /** Target value whose elements are left out of every sum; null if there is none. */
  ignoreIndex: v.nullable(v.number()),
  /** The reason of each decision, one sentence each. */
  why: v.array(v.string()),
});

export type Interpretation = v.InferOutput<typeof interpretationSchema>;
export type InputKind = Interpretation['input'];
export type TargetKind = Interpretation['targets'];
