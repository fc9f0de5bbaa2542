import * as v from 'valibot';
import { reasons } from '../../messages/en/reasons';
import { type Reason, reasonText } from '../../messages/reason';

/** The facts of a sentence of the report, so that it can be said in other languages. */
export const reasonSchema = v.object({ id: v.string(), facts: v.record(v.string(), v.unknown()) });

export type ReasonRecord = v.InferOutput<typeof reasonSchema>;

/** A reason as the report has it. */
export function reasonRecord({ id, facts }: Reason): ReasonRecord {
  return { id, facts: { ...facts } };
}

/** A reason in English, as the report has it beside its facts. */
export function englishReason(reason: Reason): string {
  return reasonText(reasons, reason, reason.id);
}
