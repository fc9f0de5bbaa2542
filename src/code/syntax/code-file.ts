import * as v from 'valibot';
import { jsonIn } from '../../labels/json-in';
import { ProblemError } from '../../messages/problem-error';
import { extensionOf } from '../../tensor/file-names';
import { type Grammar, grammarOfLanguage } from './languages';
import { sourceLines } from './notebook-sources';
import { joinCells, type NotebookText } from './notebook-text';

/** The languages by the extensions of their files; a notebook is in Python unless it says otherwise. */
const LANGUAGES: Readonly<Record<string, string>> = {
  '.py': 'python',
  '.ts': 'typescript',
  '.mts': 'typescript',
  '.cts': 'typescript',
  '.tsx': 'typescriptreact',
  '.js': 'javascript',
  '.mjs': 'javascript',
  '.cjs': 'javascript',
  '.jsx': 'javascriptreact',
  '.ipynb': 'python',
};

/** Extensions of the files that may hold losses, without dots. */
export const CODE_EXTENSIONS: readonly string[] = Object.keys(LANGUAGES).map((extension) =>
  extension.slice(1),
);

/** The code of a file, as its losses are run. */
export interface CodeOfFile {
  readonly text: string;
  readonly grammar: Grammar;
  /** The code cells of a notebook. */
  readonly cells: readonly CodeCell[] | null;
}

interface CodeCell {
  /** Its index in the notebook, from 0. */
  readonly index: number;
  /** Its first line in the text, from 0. */
  readonly firstLine: number;
  /** The line of the notebook's file, from 1, in which each of its lines stands. */
  readonly fileLines: readonly number[];
}

/** A code cell of a notebook as the notebook has it. */
export interface SourceCell {
  readonly index: number;
  /** Its offset in the text. */
  readonly start: number;
  /** As long as in the text, in which magics are blank. */
  readonly source: string;
}

const notebookSchema = v.object({
  metadata: v.optional(
    v.object({
      kernelspec: v.optional(v.object({ language: v.optional(v.string()) })),
      language_info: v.optional(v.object({ name: v.optional(v.string()) })),
    }),
  ),
  cells: v.array(v.object({ cell_type: v.string(), source: v.union([v.string(), v.array(v.string())]) })),
});

/** True for the name of a notebook of Jupyter. */
export function isNotebook(file: string): boolean {
  return extensionOf(file) === '.ipynb';
}

/** The language of a script without an ending, by the program that its first line names. */
const SHEBANGS: readonly (readonly [RegExp, string])[] = [
  [/^#!.*\bpython[\d.]*(?:\s|$)/, 'python'],
  [/^#!.*\b(?:node|bun|deno)(?:\s|$)/, 'javascript'],
];

/** The grammar of a file by its ending, else by its first line; undefined for one that is no code. */
function grammarOf(file: string, text: string): Grammar | undefined {
  const extension = extensionOf(file);
  const [first = ''] = text.split(/[\r\n]/, 1);
  const language =
    LANGUAGES[extension] ??
    (extension === '' ? SHEBANGS.find(([program]) => program.test(first))?.[1] : undefined);
  return language === undefined ? undefined : grammarOfLanguage(language);
}

/** True for a file with code, by its ending or, if it has none, by the program that its first line names. */
export function isCode(file: string, text: string): boolean {
  return grammarOf(file, text) !== undefined;
}

/** Matches an end of a line that Python and JavaScript know and the parser does not. */
const BARE_RETURN = /\r(?!\n)/g;

/** @throws ProblemError for a file of another language, and for a notebook that is none */
export function codeOfFile(file: string, text: string): CodeOfFile {
  const grammar = grammarOf(file, text);
  if (grammar === undefined) {
    throw new ProblemError({ id: 'no-code-file', facts: { file, extensions: CODE_EXTENSIONS } });
  }
  return isNotebook(file)
    ? codeOfNotebook(file, text)
    : { text: text.replace(BARE_RETURN, '\n'), grammar, cells: null };
}

/** The code cells of a notebook. @throws ProblemError for a notebook that is none */
export function sourceCells(file: string, text: string): SourceCell[] {
  const { code, joined } = notebookOf(file, text);
  return code.map((cell, at) => ({ ...cell, start: joined.starts[at] ?? 0 }));
}

function codeOfNotebook(file: string, text: string): CodeOfFile {
  const { code, joined, grammar } = notebookOf(file, text);
  const firstLines = joined.starts.map((start) => joined.text.slice(0, start).split('\n').length - 1);
  const fileLines = sourceLines(text);
  return {
    text: joined.text,
    grammar,
    cells: code.map(({ index }, at) => ({
      index,
      firstLine: firstLines[at] ?? 0,
      fileLines: fileLines[index] ?? [],
    })),
  };
}

interface ReadNotebook {
  readonly code: readonly Omit<SourceCell, 'start'>[];
  readonly joined: NotebookText;
  readonly grammar: Grammar;
}

function notebookOf(file: string, text: string): ReadNotebook {
  const parsed = v.safeParse(notebookSchema, jsonIn(text));
  if (!parsed.success) {
    throw new ProblemError({ id: 'no-notebook', facts: { file } });
  }
  const { cells, metadata } = parsed.output;
  const grammar =
    grammarOfLanguage(metadata?.language_info?.name ?? metadata?.kernelspec?.language ?? 'python') ??
    'python';
  const code = cells.flatMap(({ cell_type, source }, index) =>
    cell_type === 'code' ? [{ index, source: typeof source === 'string' ? source : source.join('') }] : [],
  );
  const joined = joinCells(
    code.map(({ source }) => source),
    grammar === 'python',
  );
  return { code, joined, grammar };
}

/** A line of the text in its file: of a notebook with its cell. Both count from 1. */
export function placeInFile(
  { cells }: { readonly cells: readonly Pick<CodeCell, 'index' | 'firstLine'>[] | null },
  line: number,
): { readonly cell: number | null; readonly line: number } {
  const cell = cells?.findLast(({ firstLine }) => firstLine < line);
  return cell ? { cell: cell.index + 1, line: line - cell.firstLine } : { cell: null, line };
}

/** The line of the file, from 1, in which a line of the text stands: of a notebook that of its JSON. */
export function lineOfFile({ cells }: Pick<CodeOfFile, 'cells'>, line: number): number {
  const cell = cells?.findLast(({ firstLine }) => firstLine < line);
  return cell ? (cell.fileLines[line - 1 - cell.firstLine] ?? cell.fileLines.at(-1) ?? 1) : line;
}
