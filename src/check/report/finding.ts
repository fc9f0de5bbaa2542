import * as v from 'valibot';

export const findingSchema = v.object({
  /** Stable id in kebab-case. */
  id: v.string(),
  severity: v.picklist(['error', 'warning', 'information']),
  title: v.string(),
  /** Observation: numbers, names, the first index. */
  seen: v.string(),
  /** Consequence for the training. */
  means: v.string(),
  /** Remedy. */
  fix: v.string(),
  /** What the sentences are made of, by the finding's id; not in reports of earlier versions. */
  facts: v.optional(v.record(v.string(), v.unknown())),
});

export type Finding = v.InferOutput<typeof findingSchema>;
export type Severity = Finding['severity'];
