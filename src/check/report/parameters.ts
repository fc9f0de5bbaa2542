import * as v from 'valibot';
import { REDUCTIONS } from '../../loss/reduction';

export const parametersSchema = v.object({
  /** Weight of the positive class, one weight a class, or null when α is off. */
  alpha: v.union([v.number(), v.array(v.number()), v.null()]),
  gamma: v.number(),
  /** Entry of `losses.focal` that `reducedLoss` repeats. */
  reduction: v.picklist(REDUCTIONS),
});

export type Parameters = v.InferOutput<typeof parametersSchema>;

/** The parameters that the user set; the others come from the files or are the defaults. */
export const parameterChoicesSchema = v.object({
  alpha: v.exactOptional(parametersSchema.entries.alpha),
  gamma: v.exactOptional(parametersSchema.entries.gamma),
  reduction: v.exactOptional(parametersSchema.entries.reduction),
});
