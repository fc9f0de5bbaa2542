import type { SourceFile } from '../../syntax/source-file';
import { nodesOfTypes } from '../../syntax/tree';
import type { LossSubject, TextRange } from '../rule';

/** A range as it is; of a line, the code without what surrounds it. */
export function rangeOf(at: TextRange | number, { text }: Pick<SourceFile, 'text'>): TextRange {
  if (typeof at !== 'number') {
    return { start: at.start, end: at.end };
  }
  const lines = text.split('\n');
  const before = lines.slice(0, at - 1).reduce((sum, { length }) => sum + length + 1, 0);
  const code = lines[at - 1] ?? '';
  const start = before + code.length - code.trimStart().length;
  return { start, end: start + code.trim().length };
}

/** The line of an offset, from 1. */
export function lineAt({ text }: Pick<SourceFile, 'text'>, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}

/** The methods of a class that compute its loss. */
const METHODS: ReadonlySet<string> = new Set(['forward', 'call', '__call__']);

/** The last value that a loss returns, outside of functions within it; null if it returns none. */
export function lastReturn({ code: { node } }: LossSubject): TextRange | null {
  const methods = nodesOfTypes(node, 'function_definition').filter((each) =>
    METHODS.has(each.childForFieldName('name')?.text ?? ''),
  );
  const returns = nodesOfTypes(methods[0] ?? node, 'return_statement');
  const last = returns.at(-1);
  return last ? { start: last.startIndex, end: last.endIndex } : null;
}
