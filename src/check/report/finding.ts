import * as v from 'valibot';

export const findingSchema = v.object({
  /** Kebab-case, stable. */
  id: v.string(),
  severity: v.picklist(['error', 'warning', 'information']),
  title: v.string(),
  /** What was seen: numbers, names, the first index. */
  seen: v.string(),
  /** What it means for the training. */
  means: v.string(),
  /** What to do. */
  fix: v.string(),
  /** What the sentences are made of, by the finding's id; not in reports of earlier versions. */
  facts: v.optional(v.record(v.string(), v.unknown())),
});

export type Finding = v.InferOutput<typeof findingSchema>;
export type Severity = Finding['severity'];
