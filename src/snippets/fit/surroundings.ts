import type { TextRange } from './javascript';

/** The text around the place of insertion. */
export interface Surroundings {
  /** Start of the line. */
  readonly lineStart: number;
  /** The whitespace at the start of the line. */
  readonly indentation: string;
  /** True if only whitespace is between the line's start and the place. */
  readonly isLineStart: boolean;
  /** Line breaks to add in front and behind, so that the code around keeps its distance. */
  readonly before: number;
  readonly after: number;
}

/** The text that a snippet replaces; empty at a cursor. */
export interface PlaceOfSnippet extends TextRange {
  /** The whitespace before each line of the snippet; that of the line unless given. */
  readonly indentation?: string;
}

/** @param blankLines blank lines between this snippet and code on the same level: 2 for Python's top level, else 1 */
export function surroundingsOf(
  text: string,
  { start, end, indentation: given }: PlaceOfSnippet,
  blankLines: number,
): Surroundings {
  const lineStart = text.slice(0, start).lastIndexOf('\n') + 1;
  const linePrefix = text.slice(lineStart, start);
  const indentation = given ?? /^[ \t]*/.exec(linePrefix)?.[0] ?? '';
  const isLineStart = linePrefix.trim() === '';
  return {
    lineStart,
    indentation,
    isLineStart,
    before: isLineStart ? breaksBefore(text.slice(0, lineStart), blankLines) : blankLines + 1,
    after: breaksAfter(text.slice(end), blankLines),
  };
}

/** Line breaks missing above; none at the file's start or right after the line that opens the block. */
function breaksBefore(above: string, blankLines: number): number {
  const lines = above.split(/\r?\n/).slice(0, -1);
  const present = trailingBlanks(lines);
  const last = lines[lines.length - 1 - present]?.trim();
  if (last === undefined || /[:{([]$/.test(last) || last.startsWith('@')) {
    return 0;
  }
  return Math.max(0, blankLines - present);
}

function trailingBlanks(lines: readonly string[]): number {
  let count = 0;
  while (count < lines.length && lines[lines.length - 1 - count]?.trim() === '') {
    count++;
  }
  return count;
}

function breaksAfter(below: string, blankLines: number): number {
  const [restOfLine = '', ...lines] = below.split(/\r?\n/);
  if (restOfLine.trim() !== '') {
    return blankLines + 1;
  }
  if (below.trim() === '') {
    return below.includes('\n') ? 0 : 1;
  }
  const present = lines.findIndex((line) => line.trim() !== '');
  const next = lines[present]?.trim() ?? '';
  return /^[})\]]/.test(next) ? 0 : Math.max(0, blankLines - present);
}
