import * as v from 'valibot';
import { choicesSchema } from '../check/interpret/choices';
import { parameterChoicesSchema } from '../check/report/parameters';

/** An array that the user chose by its file, by its name, or both. */
const namedArraySchema = v.object({ file: v.exactOptional(v.string()), array: v.exactOptional(v.string()) });
export type NamedArray = v.InferOutput<typeof namedArraySchema>;

/** Input of a check. */
export const checkInputSchema = v.object({
  /** Files with logits and targets, by the host's names. */
  files: v.array(v.string()),
  /** The logits or probabilities. Default: found by names and types. */
  logits: v.exactOptional(namedArraySchema),
  targets: v.exactOptional(namedArraySchema),
  choices: choicesSchema,
  parameters: parameterChoicesSchema,
  /** True to count the scores of each class in all rows; else in a sample of many. */
  allClassScores: v.exactOptional(v.boolean()),
});
export type CheckInput = v.InferOutput<typeof checkInputSchema>;

/** All files of a check, each once. */
export function filesOf({
  files,
  logits,
  targets,
}: Pick<CheckInput, 'files' | 'logits' | 'targets'>): string[] {
  return [...new Set([...files, ...[logits, targets].flatMap((named) => named?.file ?? [])])];
}
