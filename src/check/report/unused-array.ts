import * as v from 'valibot';

/** An array that its name makes part of the loss, but that the check could not take. */
export const unusedArraySchema = v.object({
  role: v.picklist(['weight', 'mask', 'loss', 'gradient', 'alpha', 'gamma', 'ignoreIndex']),
  file: v.string(),
  array: v.string(),
  /** Why not: what was expected and what was found, without a full stop. */
  reason: v.string(),
});

export type UnusedArray = v.InferOutput<typeof unusedArraySchema>;
