import { type ConversionConfig, type JsonSchema, toJsonSchema } from '@valibot/to-json-schema';
import type { GenericSchema } from 'valibot';
import { MERGE_RULES } from '../statistics/mergeable';
import { statisticsSchema } from '../statistics/statistics';
import { reportSchema } from './report';

/** The JSON schema (draft 7) of the report, published in schemas/focal-loss-report.schema.json. */
export function reportJsonSchema(): object {
  return {
    ...jsonSchemaOf(reportSchema, withoutRules),
    title: 'Focal Loss report',
    description:
      'What a focal loss sees in logits and targets, and what is wrong with them: printed by `focal-loss check --json`, merged by `focal-loss merge`. `focal-loss-statistics.schema.json` has `statistics` by itself, with the rules by which it is merged.',
  };
}

/** The JSON schema (draft 7) of a report's `statistics`, published in schemas/focal-loss-statistics.schema.json. */
export function statisticsJsonSchema(): object {
  return {
    $id: 'focal-loss-statistics.schema.json',
    ...jsonSchemaOf(statisticsSchema),
    title: 'Focal Loss statistics',
    description:
      'The `statistics` of a Focal Loss report: everything that the report is derived from. An element is a value of a sigmoid, or a row of a softmax. It is a positive if the target of a sigmoid is at least 0.5, or if the target class of a softmax, the one with the largest share, is not `interpretation.backgroundClass`; otherwise it is a negative. The statistics of two parts of the same data, gathered under the same interpretation and parameters, become those of both by the rule that `x-merge` names at each value; `x-merge-rules` describes the rules. Objects without `x-merge` merge entry by entry. `x-bins` has the numbers of the bins that the description beside it explains.',
    'x-merge-rules': MERGE_RULES,
  };
}

function jsonSchemaOf(schema: GenericSchema, overrideAction?: ConversionConfig['overrideAction']): object {
  return toJsonSchema(schema, {
    target: 'draft-07',
    ...(overrideAction === undefined ? {} : { overrideAction }),
    // Without this, a tuple in draft 7 may have additional items.
    overrideSchema: ({ valibotSchema, jsonSchema }) =>
      valibotSchema.type === 'tuple' ? { ...jsonSchema, additionalItems: false } : undefined,
  });
}

/** Leaves out the keys that begin with `x-`: a strict validator refuses keys that it does not know. */
function withoutRules({ jsonSchema }: { readonly jsonSchema: JsonSchema }): JsonSchema {
  return Object.fromEntries(Object.entries(jsonSchema).filter(([key]) => !key.startsWith('x-')));
}
