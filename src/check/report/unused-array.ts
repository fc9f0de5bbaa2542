import * as v from 'valibot';
import { reasonSchema } from './reason';

/** An array whose name belongs to the loss but that the check could not use. */
export const unusedArraySchema = v.object({
  role: v.picklist(['weight', 'mask', 'loss', 'gradient', 'alpha', 'gamma', 'ignoreIndex']),
  file: v.string(),
  array: v.string(),
  /** Reason: what was expected and what was found, without a full stop. */
  reason: v.string(),
  /** The facts of `reason`; reports of earlier versions have none. */
  reasonFacts: v.optional(reasonSchema),
});

export type UnusedArray = v.InferOutput<typeof unusedArraySchema>;
