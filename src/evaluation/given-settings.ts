import * as v from 'valibot';

/** Settings of a loss by the names of its parameters. */
export const givenSettingsSchema = v.record(
  v.string(),
  v.union([v.number(), v.string(), v.boolean(), v.null(), v.array(v.number())]),
);
export type GivenSettings = v.InferOutput<typeof givenSettingsSchema>;
