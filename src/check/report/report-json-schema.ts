import { toJsonSchema } from '@valibot/to-json-schema';
import { reportSchema } from './report';

/** The JSON schema (draft 7) of the report, published in schemas/focal-loss-report.schema.json. */
export function reportJsonSchema(): object {
  return {
    ...toJsonSchema(reportSchema, {
      target: 'draft-07',
      // A tuple in draft 7 may have additional items unless this forbids them.
      overrideSchema: ({ valibotSchema, jsonSchema }) =>
        valibotSchema.type === 'tuple' ? { ...jsonSchema, additionalItems: false } : undefined,
    }),
    title: 'Focal Loss report',
    description:
      'What a focal loss sees in logits and targets, and what is wrong with them: printed by `focal-loss check --json`, merged by `focal-loss merge`.',
  };
}
