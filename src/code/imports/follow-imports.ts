import type { WorkspaceImport } from '../run/language/workspace';
import type { Grammar } from '../syntax/languages';
import { candidatesOf } from './candidates';

/** An import that the host has answered. */
export interface AnsweredImport extends WorkspaceImport {
  /** Null where the workspace has no such file, or one that is too large. */
  readonly file: ImportedFile | null;
}

export interface ImportedFile {
  /** From the folder of the workspace. */
  readonly path: string;
  readonly text: string;
}

/** Where the judged code stands; its paths have `/`. */
export interface CodePlace {
  readonly path: string;
  /** The folder of the workspace. */
  readonly root: string;
  readonly grammar: Grammar;
}

/** Characters of the largest file that is read for an import. */
const LARGEST_FILE = 200_000;
/** Most files that are read for one file. */
const MOST_FILES = 24;
/** Imports of imports are followed to this depth. */
const DEEPEST = 6;

/**
 * Runs code, reads the files of the imports that it turned out to need, and runs it again with them, until it needs no more.
 *
 * @param read the text of a file by its path; null if there is none
 * @param run is told the answers so far and says which imports it needs beside them
 */
export async function followImports<Result extends { readonly wanted: readonly WorkspaceImport[] }>(
  place: CodePlace | null,
  read: (path: string) => Promise<string | null>,
  run: (answers: readonly AnsweredImport[]) => Promise<Result>,
): Promise<{ readonly result: Result; readonly answers: readonly AnsweredImport[] }> {
  const answers: AnsweredImport[] = [];
  const texts = new Map<string, Promise<string | null>>();
  const readOnce = (path: string): Promise<string | null> => {
    const text = texts.get(path) ?? read(path);
    texts.set(path, text);
    return text;
  };
  let result = await run(answers);
  for (let depth = 0; place && depth < DEEPEST && result.wanted.length > 0; depth++) {
    const found = await Promise.all(result.wanted.map((wanted) => answerTo(wanted, place, readOnce)));
    answers.push(...found);
    const files = new Set(answers.flatMap(({ file }) => file?.path ?? [])).size;
    // Nothing new to run with, or more files than any loss needs.
    if (found.every(({ file }) => file === null) || files > MOST_FILES) {
      break;
    }
    result = await run(answers);
  }
  return { result, answers };
}

async function answerTo(
  wanted: WorkspaceImport,
  { path, root, grammar }: CodePlace,
  read: (path: string) => Promise<string | null>,
): Promise<AnsweredImport> {
  const from = wanted.from === null ? path : `${root}/${wanted.from}`;
  for (const candidate of candidatesOf(wanted.module, from, root, grammar)) {
    const text = candidate === path ? null : await read(candidate);
    if (text !== null) {
      const file = text.length > LARGEST_FILE ? null : { path: candidate.slice(root.length + 1), text };
      return { ...wanted, file };
    }
  }
  return { ...wanted, file: null };
}
