import { keyOfImport, type WorkspaceImport } from '../run/language/workspace';
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
 * The files that the imports of one text lead to, found step by step: a run of the text says which imports it needs, and each
 * step reads their files for the next run.
 */
export class ImportTrail {
  readonly answers: AnsweredImport[] = [];
  private readonly texts = new Map<string, Promise<string | null>>();
  private depth = 0;

  /**
   * @param place null where no import is followed
   * @param read the text of a file by its path; null if there is none
   */
  constructor(
    private readonly place: CodePlace | null,
    private readonly read: (path: string) => Promise<string | null>,
  ) {}

  /** Reads the files of imports. @returns true where the text shall be run again with them */
  async follow(wanted: readonly WorkspaceImport[]): Promise<boolean> {
    const { place } = this;
    if (place === null || this.depth === DEEPEST || wanted.length === 0) {
      return false;
    }
    this.depth += 1;
    const found = await Promise.all(
      wanted.map(({ module, from }) => answerTo({ module, from }, place, (path) => this.readOnce(path))),
    );
    this.answers.push(...found);
    // Nothing new to run with, or more files than any loss needs.
    return found.some(({ file }) => file !== null) && this.isWithinLimit;
  }

  get isWithinLimit(): boolean {
    return new Set(this.answers.flatMap(({ file }) => file?.path ?? [])).size <= MOST_FILES;
  }

  private readOnce(path: string): Promise<string | null> {
    const text = this.texts.get(path) ?? this.read(path);
    this.texts.set(path, text);
    return text;
  }
}

/** The imports that a run of code needed, as it tells after the run. */
export interface RunWithImports {
  /** Needed, and not handed to the run. */
  readonly wanted: readonly WorkspaceImport[];
  /** Handed to the run, and not needed, each by its `keyOfImport`. */
  readonly unneeded: readonly string[];
}

/**
 * Runs code, reads the files of the imports that it turned out to need, and runs it again with them, until it needs no more.
 *
 * A run depends on its text and on the answers that it asks for, and on no others. So it is handed the imports that an earlier
 * version of the text needed: if it needs no more than these, it is the last one.
 *
 * @param read the text of a file by its path; null if there is none
 * @param run is told the answers so far
 * @param before the imports that an earlier version of the code needed
 * @returns the last run and the imports that it needed
 */
export async function followImports<Result extends RunWithImports>(
  place: CodePlace | null,
  read: (path: string) => Promise<string | null>,
  run: (answers: readonly AnsweredImport[]) => Promise<Result>,
  before: readonly WorkspaceImport[] = [],
): Promise<{ readonly result: Result; readonly answers: readonly AnsweredImport[] }> {
  const known = new ImportTrail(place, read);
  await known.follow(before);
  if (known.answers.length > 0 && known.isWithinLimit) {
    const result = await run(known.answers);
    if (result.wanted.length === 0) {
      return { result, answers: neededOf(known.answers, result) };
    }
  }
  const trail = new ImportTrail(place, read);
  let result = await run(trail.answers);
  while (await trail.follow(result.wanted)) {
    result = await run(trail.answers);
  }
  return { result, answers: neededOf(trail.answers, result) };
}

function neededOf(answers: readonly AnsweredImport[], { unneeded }: RunWithImports): AnsweredImport[] {
  return answers.filter((answer) => !unneeded.includes(keyOfImport(answer)));
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
