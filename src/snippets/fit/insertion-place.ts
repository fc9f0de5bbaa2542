import type { Node } from '@vscode/tree-sitter-wasm';
import type { SourceFile } from '../../code/syntax/source-file';
import { selfAndAncestors } from '../../code/syntax/tree';

/** Nodes whose children are statements or members. A definition can be inserted between two of them. */
const BODIES = new Set(['module', 'program', 'block', 'statement_block', 'class_body', 'interface_body']);

/** A place for a definition. */
export interface InsertionPlace {
  readonly offset: number;
  /** The whitespace before the statement that ends there, whose last line may be deeper; undefined for that of the line. */
  readonly indentation?: string;
}

/**
 * The place to insert a definition for a cursor: the cursor itself on an empty line between statements, else the line
 * after the statement around the cursor, so that no statement is split.
 */
export function insertionPlace(file: SourceFile, cursor: number): InsertionPlace {
  const { text } = file;
  const lineStart = text.slice(0, cursor).lastIndexOf('\n') + 1;
  const lineEnd = endOfLine(text, cursor);
  const isEmptyLine = text.slice(lineStart, lineEnd).trim() === '';
  const statement = statementAround(file, isEmptyLine ? cursor : firstVisible(text, lineStart));
  if (!statement) {
    return { offset: isEmptyLine ? cursor : lineEnd };
  }
  return {
    offset: endOfLine(text, statement.endIndex),
    indentation: indentationAt(text, statement.startIndex),
  };
}

/** The innermost statement that contains an offset; undefined between statements. */
export function statementAround({ root }: SourceFile, offset: number): Node | undefined {
  const node = root.descendantForIndex(offset, offset);
  if (!node || BODIES.has(node.type) || isBeforeBody(node, offset)) {
    return undefined;
  }
  for (const ancestor of selfAndAncestors(node)) {
    if (ancestor.parent && BODIES.has(ancestor.parent.type)) {
      const isInside = ancestor.startIndex <= offset && offset < ancestor.endIndex;
      return isInside ? ancestor : undefined;
    }
  }
  return undefined;
}

/** The whitespace at the start of the line of an offset. */
export function indentationAt(text: string, offset: number): string {
  return /^[ \t]*/.exec(text.slice(text.slice(0, offset).lastIndexOf('\n') + 1))?.[0] ?? '';
}

/** True between a statement's colon and its block: in Python the empty lines there belong to the statement. */
function isBeforeBody(statement: Node, offset: number): boolean {
  return statement.children.some((child) => child?.type === ':' && child.endIndex <= offset);
}

function firstVisible(text: string, lineStart: number): number {
  const found = text.slice(lineStart).search(/\S/);
  return found < 0 ? lineStart : lineStart + found;
}

function endOfLine(text: string, offset: number): number {
  const found = text.slice(offset).search(/\r?\n/);
  return found < 0 ? text.length : offset + found;
}
