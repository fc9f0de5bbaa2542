import * as v from 'valibot';
import { lossPlaceSchema, settingsSchema } from './evaluation';
import { count, described } from './primitives';

/** A loss of the code, run on the tensors to see whether it gives a loss value. */
export const triedLossSchema = v.object({
  ...lossPlaceSchema.entries,
  variant: described(v.nullable(v.string()), 'The mistake that the loss makes, an id of the variants.'),
  runs: described(
    v.array(
      v.object({
        settings: settingsSchema,
        value: described(v.number(), 'The loss; the sum of several.'),
        elements: described(count, 'Numbers that the loss returns.'),
      }),
    ),
    'With the defaults of the code, and with α and γ of the report; empty where the loss could not be run on all tensors.',
  ),
});

export type TriedLoss = v.InferOutput<typeof triedLossSchema>;
