import { keyOfImport, Workspace, type WorkspaceFile } from '../run/language/workspace';
import type { Grammar } from '../syntax/languages';
import type { CodeParser } from '../syntax/parser';
import type { SourceFile } from '../syntax/source-file';
import { grammarOfPath } from './candidates';
import type { AnsweredImport, ImportedFile } from './follow-imports';

/** A text with the files that its imports lead to, as far as they have been read. */
export interface CodeWithImports {
  readonly text: string;
  readonly grammar: Grammar;
  readonly imports: readonly AnsweredImport[];
}

/** Parses a text and the files that it imports, calls `read` with the text, and frees them all. */
export async function readWithImports<Result>(
  parser: CodeParser,
  { text, grammar, imports }: CodeWithImports,
  read: (file: SourceFile, workspace: Workspace) => Result | Promise<Result>,
): Promise<Result> {
  const files = new Map<string | null, SourceFile>();
  try {
    const answers = new Map<string, WorkspaceFile | null>();
    for (const { file, ...wanted } of imports) {
      const known = [...answers.values()].find((answer) => answer && answer.path === file?.path);
      answers.set(keyOfImport(wanted), known ?? (file && (await parsed(file, parser, files))));
    }
    const { parse } = await parser.load(grammar);
    const judged = parse(text);
    files.set(null, judged);
    const workspace = new Workspace(answers);
    judged.workspace = workspace;
    for (const [from, file] of files) {
      file.imported = (module) => files.get(workspace.find({ module, from })?.path ?? '') ?? null;
    }
    return await read(judged, workspace);
  } finally {
    for (const file of files.values()) {
      file.dispose();
    }
  }
}

/** The tree of an imported file, which is added to those that are freed at the end, by its path. */
async function parsed(
  { path, text }: ImportedFile,
  parser: CodeParser,
  files: Map<string | null, SourceFile>,
): Promise<WorkspaceFile | null> {
  const grammar = grammarOfPath(path);
  if (!grammar) {
    return null;
  }
  const { parse } = await parser.load(grammar);
  const file = parse(text);
  files.set(path, file);
  return { path, root: file.root };
}
