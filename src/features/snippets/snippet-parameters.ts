import * as v from 'valibot';
import * as vscode from 'vscode';
import { REDUCTIONS } from '../../loss/reduction';
import { givenParametersSchema } from '../../protocol/plot';

/** The argument of `focalLoss.insertSnippet`: values, document and snippet, all optional. */
const insertSnippetArgumentsSchema = v.object({
  ...givenParametersSchema.entries,
  /** The document to insert into; without it, the active editor's. */
  uri: v.exactOptional(v.string()),
  /** The default of the argument that reduces the losses, where the snippet has one. */
  reduction: v.exactOptional(v.picklist(REDUCTIONS)),
  /** A snippet's id; without it, the user is asked. */
  snippet: v.exactOptional(v.string()),
});
export type InsertSnippetArguments = v.InferOutput<typeof insertSnippetArgumentsSchema>;

/**
 * Reads the command's argument. Other arguments that VS Code itself passes (a file's URI from a menu) are ignored.
 * @throws Error with the reason when the argument is invalid
 */
export function insertSnippetArguments(argument: unknown): InsertSnippetArguments {
  if (typeof argument !== 'object' || argument === null || argument instanceof vscode.Uri) {
    return {};
  }
  const parsed = v.safeParse(insertSnippetArgumentsSchema, argument);
  if (parsed.success) {
    return parsed.output;
  }
  const [issue] = parsed.issues;
  const place = v.getDotPath(issue) ?? 'its argument';
  throw new Error(`Focal Loss: Insert Snippet cannot use ${place}: ${issue.message}`);
}
