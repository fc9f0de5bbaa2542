import * as v from 'valibot';
import { triedLossSchema } from '../check/report/tried-loss';
import { evaluateInputSchema } from './evaluate-input';
import { listLossesInputSchema } from './list-losses-input';

export const tryLossesInputSchema = v.object({
  ...listLossesInputSchema.entries,
  ...v.pick(evaluateInputSchema, ['files', 'report']).entries,
});
export type TryLossesInput = v.InferOutput<typeof tryLossesInputSchema>;

/** A loss that was run, with the URI of its file; `file` is the name of the file for the user. */
export const triedAtSchema = v.object({ uri: v.string(), ...triedLossSchema.entries });
export type TriedAt = v.InferOutput<typeof triedAtSchema>;
