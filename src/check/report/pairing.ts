import * as v from 'valibot';
import { count } from './primitives';

const agreementSchema = v.object({
  /** Accuracy of a softmax, ROC area of a sigmoid. */
  value: v.number(),
  /** The same of predictions and targets that have nothing to do with each other. */
  chance: v.number(),
  /** Standard error of `value` when it is at `chance`. */
  standardError: v.number(),
  /** Examples of a softmax, or elements of a sigmoid, that were compared. */
  count,
});

/** A change that makes predictions and targets agree which do not agree as given. */
const repairSchema = v.variant('kind', [
  /** The target of an example is that of the example `by` places before it. */
  v.object({ kind: v.literal('shifted'), by: v.picklist([1, -1]) }),
  v.object({ kind: v.literal('reversed') }),
  /** The targets of these rows, the last one excluded, stand `by` rows later: earlier if it is below 0. The others are right. */
  v.object({
    kind: v.literal('moved'),
    /** All rows. */
    rows: count,
    runs: v.array(v.object({ from: count, until: count, by: v.pipe(v.number(), v.integer()) })),
  }),
  /** The number to add to each class index. */
  v.object({ kind: v.literal('offset'), by: v.picklist([1, -1]) }),
  /** The target that each predicted class stands for; −1 for classes that are never predicted. */
  v.object({ kind: v.literal('permuted'), classes: v.array(v.number()) }),
  /** Scores (N, C, places) were flattened as if they were (N, places, C). */
  v.object({ kind: v.literal('flattened'), places: count }),
  v.object({ kind: v.literal('inverted') }),
  /** The least score of a softmax stands for the class. */
  v.object({ kind: v.literal('negated') }),
]);

/**
 * The agreement of predictions and targets, measured where they agree hardly more than by chance (in a sample) or clearly less
 * than the predictions claim.
 */
export const pairingSchema = v.object({
  asGiven: agreementSchema,
  repair: v.nullable(v.object({ how: repairSchema, agreement: agreementSchema })),
  /** Without a repair, the rows that agree by chance beside others that do better; absent from reports of earlier versions. */
  unrelated: v.optional(
    v.nullable(
      v.object({
        /** All rows. */
        rows: count,
        from: count,
        /** The first row that is no longer one of them. */
        until: count,
        agreement: agreementSchema,
        /** The agreement of the other rows. */
        others: agreementSchema,
      }),
    ),
  ),
});

export type Agreement = v.InferOutput<typeof agreementSchema>;
export type Repair = v.InferOutput<typeof repairSchema>;
export type Pairing = v.InferOutput<typeof pairingSchema>;
