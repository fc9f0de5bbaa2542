import * as v from 'valibot';

const statementSchema = v.object({
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
  /** The facts of the sentences; reports of earlier versions have none. */
  facts: v.optional(v.record(v.string(), v.unknown())),
});

export const findingSchema = v.object({
  ...statementSchema.entries,
  /** Findings that follow from this one and say nothing of their own until it is mended. */
  consequences: v.optional(v.array(statementSchema), []),
});

export type Finding = v.InferOutput<typeof findingSchema>;
/** A finding by itself, without what follows from it. */
export type Statement = v.InferOutput<typeof statementSchema>;
export type Severity = Finding['severity'];
