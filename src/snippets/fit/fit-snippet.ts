import type { SourceFile } from '../../code/syntax/source-file';
import type { Reduction } from '../../loss/reduction';
import type { Snippet } from '../snippet';
import { importStyleOf, namesOfFile, type ResolvedImport, resolveImports } from './file-imports';
import { importPlace, insertionsOf } from './import-placement';
import type { TextRange } from './javascript';
import { importStatements, partsOfSource } from './required-imports';
import { escapedForSnippet } from './snippet-syntax';
import type { Insertion } from './sorted-imports';
import { type PlaceOfSnippet, surroundingsOf } from './surroundings';

/** Values that replace the snippet's own. α = null switches α off. */
export interface SnippetParameters {
  readonly alpha?: number | null;
  readonly gamma?: number;
  /** The reduction that is the default; one that the snippet does not take changes nothing. */
  readonly reduction?: Reduction;
}

export interface FitRequest {
  readonly snippet: Snippet;
  /** The file to insert into. */
  readonly file: SourceFile;
  readonly place: PlaceOfSnippet;
  /** One level of indentation: a tab, two spaces, four spaces. */
  readonly indentationUnit: string;
  /** Parts of the source to leave out: the types, for JavaScript (see `typeRanges`). */
  readonly leaveOut?: readonly TextRange[];
  readonly parameters?: SnippetParameters;
}

export interface FittedSnippet {
  /** The range that the text replaces. It starts at the line's start if only whitespace is before the place. */
  readonly range: TextRange;
  /** The text in VS Code's snippet syntax, already indented: insert it with its whitespace kept. */
  readonly text: string;
  /** Import lines for places above, in order; empty if no import is missing, or if the imports are part of `text`. */
  readonly imports: readonly Insertion[];
  /** The name that the snippet defines in this file. */
  readonly name: string;
  /** True if the file already uses the snippet's own name, so that `name` is another one. */
  readonly isRenamed: boolean;
}

interface Edit extends TextRange {
  readonly text: string;
  readonly isSnippetSyntax: boolean;
}

/**
 * Fits a snippet to a file: the file's indentation and names of imports, only imports that are missing, blank lines as in
 * the language's style guides, and tab stops on α and γ.
 */
export function fitSnippet(request: FitRequest): FittedSnippet {
  const { snippet, file, place, indentationUnit } = request;
  const { imports, bodyStart } = partsOfSource(snippet.source);
  const resolved = resolveImports(imports, file, place.start);
  const name = freeNameFor(snippet.name, file);
  const isTopLevel = surroundingsOf(file.text, place, 0).indentation === '';
  const around = surroundingsOf(file.text, place, snippet.language === 'python' && isTopLevel ? 2 : 1);
  const style = importStyleOf(file);

  const edits = [
    ...placeholderEdits(request),
    ...reductionEdits(request),
    ...renamingEdits(snippet, bodyStart, resolved, name),
    ...leaveOutEdits(request, bodyStart, isTopLevel && style.kind !== 'commonjs'),
  ];
  const body = applied(snippet.source, bodyStart, edits).trimEnd();
  const missing = resolved.filter(({ isMissing }) => isMissing);
  const target = importPlace(file);
  const statements = importStatements(missing, style, target.follows !== 'imports');
  const isAbove = target.offset < around.lineStart;
  // If the place of the imports is not above the snippet, they become part of it.
  const own = statements.length > 0 && !isAbove ? [...statements, ...blankLines(snippet)] : [];

  const lines = [...own.map(escapedForSnippet), ...withQuotes(body, style.quote, snippet).split('\n')];
  const indented = lines.map((line) => indent(line, around.indentation, indentationUnit, snippet));
  return {
    range: { start: around.isLineStart ? around.lineStart : place.start, end: place.end },
    text: `${'\n'.repeat(around.before)}${indented.join('\n')}${'\n'.repeat(around.after)}`,
    imports: isAbove ? insertionsOf(statements, target, file) : [],
    name,
    isRenamed: name !== snippet.name,
  };
}

/** Blank lines between a new file's imports and its first definition. */
function blankLines({ language }: Snippet): string[] {
  return language === 'python' ? ['', ''] : [''];
}

/** The name, with the first number that makes it free if the file uses it. */
function freeNameFor(name: string, file: SourceFile): string {
  const taken = namesOfFile(file);
  let free = name;
  for (let count = 2; taken.has(free); count++) {
    free = `${name}${count}`;
  }
  return free;
}

function placeholderEdits({ snippet, parameters = {} }: FitRequest): Edit[] {
  return snippet.placeholders.map(({ parameter, before, value }, index) => {
    const start = snippet.source.indexOf(before) + before.length;
    const chosen = parameters[parameter];
    const text = chosen === undefined ? value : written(chosen, snippet);
    return { start, end: start + value.length, text: `\${${index + 1}:${text}}`, isSnippetSyntax: true };
  });
}

function reductionEdits({ snippet, parameters = {} }: FitRequest): Edit[] {
  const { source, reduction } = snippet;
  const text = parameters.reduction === undefined ? undefined : reduction?.names[parameters.reduction];
  if (reduction === undefined || text === undefined) {
    return [];
  }
  const start = source.indexOf(reduction.before) + reduction.before.length;
  return [{ start, end: start + reduction.value.length, text, isSnippetSyntax: false }];
}

/** A value in the language's syntax. Python's floats keep their point. */
export function written(value: number | null, { language }: Pick<Snippet, 'language'>): string {
  if (value === null) {
    return language === 'python' ? 'None' : 'null';
  }
  return language === 'python' && Number.isInteger(value) ? `${value}.0` : String(value);
}

function renamingEdits(
  snippet: Snippet,
  bodyStart: number,
  resolved: readonly ResolvedImport[],
  name: string,
): Edit[] {
  const names = new Map(resolved.map(({ required, local }) => [required.local, local]));
  names.set(snippet.name, name);
  const pattern = new RegExp(String.raw`(?<![.\w])(${[...names.keys()].join('|')})\b`, 'g');
  return [...snippet.source.slice(bodyStart).matchAll(pattern)].flatMap(({ 0: found, index }) => {
    const text = names.get(found) ?? found;
    const start = bodyStart + index;
    return text === found ? [] : [{ start, end: start + found.length, text, isSnippetSyntax: false }];
  });
}

function leaveOutEdits(
  { snippet, leaveOut = [] }: FitRequest,
  bodyStart: number,
  mayExport: boolean,
): Edit[] {
  const exported =
    snippet.source.startsWith('export ', bodyStart) || snippet.source.indexOf('\nexport ', bodyStart) > 0;
  const keyword = snippet.source.search(/^export /m);
  const ranges = [
    ...leaveOut,
    ...(exported && !mayExport ? [{ start: keyword, end: keyword + 'export '.length }] : []),
  ];
  return ranges.map((range) => ({ ...range, text: '', isSnippetSyntax: false }));
}

/** The source from an offset on, with the edits applied, in snippet syntax. Edits inside a left-out range are dropped. */
function applied(source: string, from: number, edits: readonly Edit[]): string {
  const ordered = [...edits].sort((first, second) => first.start - second.start || second.end - first.end);
  let text = '';
  let offset = from;
  for (const edit of ordered) {
    if (edit.start < offset) {
      continue;
    }
    text += escapedForSnippet(source.slice(offset, edit.start));
    text += edit.isSnippetSyntax ? edit.text : escapedForSnippet(edit.text);
    offset = edit.end;
  }
  return text + escapedForSnippet(source.slice(offset));
}

function withQuotes(body: string, quote: "'" | '"', { language }: Snippet): string {
  if (language === 'python' || quote === "'") {
    return body;
  }
  return body.replace(/'([\w: ]*)'/g, '"$1"');
}

/** Changes a line's indentation from the source's unit to the file's. Blank lines stay empty. */
function indent(line: string, base: string, unit: string, { language }: Snippet): string {
  if (line.trim() === '') {
    return '';
  }
  const sourceUnit = language === 'python' ? 4 : 2;
  const spaces = line.length - line.trimStart().length;
  const levels = Math.floor(spaces / sourceUnit);
  return `${base}${unit.repeat(levels)}${' '.repeat(spaces % sourceUnit)}${line.trimStart()}`;
}
