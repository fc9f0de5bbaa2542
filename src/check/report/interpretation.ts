import * as v from 'valibot';
import type { Reason } from '../../messages/reason';
import { count } from './primitives';
import { englishReason, reasonRecord, reasonSchema } from './reason';

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
  /**
   * The facts of each sentence of `why`; null for a sentence of an earlier version, whose reports have no such list.
   */
  whyFacts: v.optional(v.array(v.nullable(reasonSchema))),
});

export type Interpretation = v.InferOutput<typeof interpretationSchema>;
export type InputKind = Interpretation['input'];
export type TargetKind = Interpretation['targets'];

/** An interpretation with further reasons after those that it has. */
export function withReasons(interpretation: Interpretation, reasons: readonly Reason[]): Interpretation {
  const { why, whyFacts = why.map(() => null) } = interpretation;
  return {
    ...interpretation,
    why: [...why, ...reasons.map(englishReason)],
    whyFacts: [...whyFacts, ...reasons.map(reasonRecord)],
  };
}

/** The decisions, without their reasons. */
export function decisionsOf(interpretation: Interpretation): Omit<Interpretation, 'why' | 'whyFacts'> {
  const { why: _why, whyFacts: _whyFacts, ...decisions } = interpretation;
  return decisions;
}
