import * as v from 'valibot';
import * as vscode from 'vscode';
import { givenParametersSchema } from '../../protocol/plot';

/** What `focalLoss.insertSnippet` takes: the values to insert, where, and which snippet. All may be left out. */
const insertSnippetArgumentsSchema = v.object({
  ...givenParametersSchema.entries,
  /** The document to insert into; without it, the active editor's. */
  uri: v.exactOptional(v.string()),
  /** A snippet's id; without it, the user is asked. */
  snippet: v.exactOptional(v.string()),
});
export type InsertSnippetArguments = v.InferOutput<typeof insertSnippetArgumentsSchema>;

/**
 * Reads the command's argument. VS Code itself calls commands with arguments of its own (a file's URI from a menu),
 * which are none of ours.
 * @throws Error saying what is wrong with an argument that is meant for us
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
