import { toJsonSchema } from '@valibot/to-json-schema';
import { reportSchema } from './report';

/** The JSON schema of the report, draft 7, as published in schemas/focal-loss-report.schema.json. */
export function reportJsonSchema(): object {
  return {
    ...toJsonSchema(reportSchema, {
      target: 'draft-07',
      // Without this a tuple of draft 7 may be longer than it is.
      overrideSchema: ({ valibotSchema, jsonSchema }) =>
        valibotSchema.type === 'tuple' ? { ...jsonSchema, additionalItems: false } : undefined,
    }),
    title: 'Focal Loss report',
    description:
      'What a focal loss sees in logits and targets, and what is wrong with them: printed by `focal-loss check --json`, merged by `focal-loss merge`.',
  };
}
