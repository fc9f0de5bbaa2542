import * as v from 'valibot';
import { SINGLE_REDUCTIONS } from '../../loss/reduction';
import { count, optionalNumber } from './primitives';

/** A single number under the name of a loss, as the files give it, and what it is equal to. */
export const givenLossSchema = v.object({
  file: v.string(),
  array: v.string(),
  /** Null when it is NaN or infinite. */
  value: optionalNumber,
  /** The loss of `losses` whose reduction it is; null when it is none. */
  loss: v.nullable(v.picklist(['focal', 'crossEntropy', 'alphaBalancedCrossEntropy', 'focalStar'])),
  /** The entry of that loss. */
  reduction: v.nullable(v.picklist(SINGLE_REDUCTIONS)),
});

/** Given elementwise losses beside the formulas that they may follow. */
export const lossAgreementSchema = v.object({
  compared: count,
  /** Number of losses that each variant does not give, by its id; a variant that is missing was not compared. */
  disagreements: v.objectWithRest({ focal: count }, count),
  /** Between a finite given loss and the focal loss. */
  largestDifference: v.number(),
  /** The first that is not the focal loss. */
  first: v.nullable(
    v.object({
      file: v.string(),
      /** Index into the logits, one number an axis; the class axis is left out for softmax. */
      index: v.array(count),
      /** Text, for JSON knows no NaN. */
      given: v.string(),
      expected: v.number(),
    }),
  ),
});

export type GivenLoss = v.InferOutput<typeof givenLossSchema>;
