import * as v from 'valibot';
import { SINGLE_REDUCTIONS } from '../../loss/reduction';
import { optionalNumber } from './primitives';

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

export type GivenLoss = v.InferOutput<typeof givenLossSchema>;
