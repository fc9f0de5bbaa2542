import type { Node } from '@vscode/tree-sitter-wasm';
import type { SourceFile } from '../syntax/source-file';
import type { Diagnostic } from './diagnostic';
import type { Hit, LossSubject, RuleId, TextRange } from './rule';

/** The place of a hit: its own, the code of its line, or the name of the loss. */
export function placeOfHit(
  { at }: Hit<RuleId>,
  { file, code: { node } }: LossSubject,
): Pick<Diagnostic, 'range' | 'line'> {
  const range =
    typeof at === 'number' ? rangeOfLine(file, at) : (at ?? node.childForFieldName('name') ?? node);
  const { start, end } = 'startIndex' in range ? { start: range.startIndex, end: range.endIndex } : range;
  return { range: { start, end }, line: lineAt(file, start) };
}

/** The code of a line without what surrounds it. */
function rangeOfLine({ text }: SourceFile, line: number): TextRange {
  const lines = text.split('\n');
  const before = lines.slice(0, line - 1).reduce((sum, { length }) => sum + length + 1, 0);
  const code = lines[line - 1] ?? '';
  const start = before + code.length - code.trimStart().length;
  return { start, end: start + code.trim().length };
}

function lineAt({ text }: SourceFile, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}

/** The last value that a loss returns, outside of functions within it; null if it returns none. */
export function lastReturn({ code: { node } }: LossSubject): TextRange | null {
  const returns = node.descendantsOfType('return_statement').filter((each): each is Node => each !== null);
  const last = returns.at(-1);
  return last ? { start: last.startIndex, end: last.endIndex } : null;
}
