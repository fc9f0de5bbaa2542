import * as v from 'valibot';

export const parametersSchema = v.object({
  /** Weight of the positive class, one weight a class, or null when α is off. */
  alpha: v.union([v.number(), v.array(v.number()), v.null()]),
  gamma: v.number(),
  reduction: v.picklist(['none', 'sum', 'mean', 'meanOverPositives', 'meanOverNotIgnored']),
});

export type Parameters = v.InferOutput<typeof parametersSchema>;
export type Reduction = Parameters['reduction'];
