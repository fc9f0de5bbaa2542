import * as v from 'valibot';
import { choicesSchema } from '../check/interpret/choices';
import { parameterChoicesSchema } from '../check/report/parameters';

/** An array that the user named: by its file, by its name, or by both. */
const namedArraySchema = v.object({ file: v.exactOptional(v.string()), array: v.exactOptional(v.string()) });
export type NamedArray = v.InferOutput<typeof namedArraySchema>;

/** What is checked, and how. */
export const checkInputSchema = v.object({
  /** Files with logits and targets, as the host names them. */
  files: v.array(v.string()),
  /** The logits or probabilities; found out from names and types unless given. */
  logits: v.exactOptional(namedArraySchema),
  targets: v.exactOptional(namedArraySchema),
  choices: choicesSchema,
  parameters: parameterChoicesSchema,
});
export type CheckInput = v.InferOutput<typeof checkInputSchema>;

/** All files that a check reads, each once. */
export function filesOf({
  files,
  logits,
  targets,
}: Pick<CheckInput, 'files' | 'logits' | 'targets'>): string[] {
  return [...new Set([...files, ...[logits, targets].flatMap((named) => named?.file ?? [])])];
}
