import type { Node } from '@vscode/tree-sitter-wasm';
import { forwardMethodOf } from '../../syntax/forward-methods';
import type { SourceFile } from '../../syntax/source-file';
import { nodesOfTypes, parts, selfAndAncestors } from '../../syntax/tree';
import type { LossSubject, TextRange } from '../rule';

/** A range as it is; of a line, the value that its statement assigns or returns, as far as it stands in the line. */
export function rangeOf(at: TextRange | number, file: SourceFile): TextRange {
  if (typeof at !== 'number') {
    return { start: at.start, end: at.end };
  }
  const line = codeOfLine(at, file);
  const first = file.root.descendantForIndex(line.start);
  const statement = (first ? [...selfAndAncestors(first)] : []).find(
    ({ type, startIndex }) => STATEMENTS.has(type) && startIndex === line.start,
  );
  const value = statement && valueIn(statement);
  return value && value.startIndex < line.end
    ? { start: value.startIndex, end: Math.min(value.endIndex, line.end) }
    : line;
}

/** The code of a line, from 1, without the spaces and the comment around it. */
function codeOfLine(line: number, { text, root }: SourceFile): TextRange {
  const lines = text.split('\n');
  const before = lines.slice(0, line - 1).reduce((sum, { length }) => sum + length + 1, 0);
  const code = lines[line - 1] ?? '';
  const start = before + code.length - code.trimStart().length;
  const end = before + code.trimEnd().length;
  const last = end > start ? root.descendantForIndex(end - 1) : null;
  return last?.type === 'comment' && last.startIndex > start
    ? { start, end: before + text.slice(before, last.startIndex).trimEnd().length }
    : { start, end };
}

const STATEMENTS: ReadonlySet<string> = new Set([
  'expression_statement',
  'return_statement',
  'lexical_declaration',
  'variable_declaration',
]);

/** What a statement assigns or returns; a statement that does neither is its expression. */
function valueIn(node: Node): Node {
  if (STATEMENTS.has(node.type)) {
    const [part] = parts(node);
    return part ? valueIn(part) : node;
  }
  const value = ASSIGNED.has(node.type)
    ? (node.childForFieldName('right') ?? node.childForFieldName('value'))
    : null;
  return value ? valueIn(value) : node;
}

const ASSIGNED: ReadonlySet<string> = new Set([
  'assignment',
  'augmented_assignment',
  'assignment_expression',
  'augmented_assignment_expression',
  'variable_declarator',
]);

/** The line of an offset, from 1. */
export function lineAt({ text }: Pick<SourceFile, 'text'>, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}

/** The last value that a loss returns, that of the inner function where it returns one by its name; null if it returns none. */
export function lastReturn({ code: { node } }: LossSubject): TextRange | null {
  return lastReturnIn(forwardMethodOf(node) ?? node);
}

function lastReturnIn(node: Node): TextRange | null {
  const last = nodesOfTypes(node, 'return_statement').at(-1);
  const value = last && valueIn(last);
  const returned =
    value?.type === 'identifier'
      ? nodesOfTypes(node, 'function_definition', 'function_declaration').find(
          (each) => each.id !== node.id && each.childForFieldName('name')?.text === value.text,
        )
      : undefined;
  const inner = returned ? lastReturnIn(returned) : null;
  return inner ?? (value ? { start: value.startIndex, end: value.endIndex } : null);
}
