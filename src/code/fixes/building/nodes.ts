import type { Node } from '@vscode/tree-sitter-wasm';
import type { TextRange } from '../../rules/rule';
import { assignmentOf, FUNCTION_TYPES, isFunction } from '../../syntax/node-shapes';
import type { SourceFile } from '../../syntax/source-file';
import { nodesOfTypes, selfAndAncestors } from '../../syntax/tree';
import type { TextEdit } from '../text-edit';

/** Expressions that stay whole beside any operator. */
const WHOLE: ReadonlySet<string> = new Set([
  'identifier',
  'attribute',
  'member_expression',
  'call',
  'call_expression',
  'subscript',
  'integer',
  'float',
  'number',
  'parenthesized_expression',
]);

/** Statements without others in them. */
const SIMPLE_STATEMENTS = ['expression_statement', 'return_statement', 'lexical_declaration'];

/** Puts a text in the place of a node. */
export function replaced(node: Node, text: string): TextEdit {
  return { start: node.startIndex, end: node.endIndex, text };
}

/** Puts a text before the character at an offset. */
export function inserted(at: number, text: string): TextEdit {
  return { start: at, end: at, text };
}

/** The text of an expression as an operand: in parentheses where an operator could take it apart. */
export function operand(node: Node): string {
  return WHOLE.has(node.type) ? node.text : `(${node.text})`;
}

/** The text of an expression as a factor: in parentheses where a product could take it apart. */
export function factor(node: Node): string {
  const operator = node.childForFieldName('operator')?.text ?? '';
  return node.type === 'binary_operator' && /^\*\*?$/.test(operator) ? node.text : operand(node);
}

/** An expression without the parentheses around it. */
export function unwrapped(node: Node): Node {
  const inner = node.type === 'parenthesized_expression' ? node.namedChild(0) : null;
  return inner ? unwrapped(inner) : node;
}

/** An expression with all parentheses around it. */
export function wrapped(node: Node): Node {
  return node.parent?.type === 'parenthesized_expression' ? wrapped(node.parent) : node;
}

/** The simple statements within a node, in their order. */
export function statementsIn(node: Node): readonly Node[] {
  return nodesOfTypes(node, ...SIMPLE_STATEMENTS);
}

/** The outermost expression that spans a place exactly. */
export function expressionAt({ root }: SourceFile, { start, end }: TextRange): Node | null {
  const inner = root.descendantForIndex(start, end);
  const spanning = inner ? [...selfAndAncestors(inner)] : [];
  return spanning.findLast((node) => node.startIndex === start && node.endIndex === end) ?? null;
}

/** The simple statement around a node. */
export function statementAround(node: Node): Node | null {
  return [...selfAndAncestors(node)].find(({ type }) => SIMPLE_STATEMENTS.includes(type)) ?? null;
}

/** The kinds of functions of Python and TypeScript. */
export const FUNCTIONS: readonly string[] = [...FUNCTION_TYPES, 'lambda'];

/** The innermost function around a node. */
export function functionAround(node: Node): Node | null {
  return [...selfAndAncestors(node)].find(isFunction) ?? null;
}

/** What a statement assigns, and the expression that it assigns to it. */
export interface Assigned {
  readonly node: Node;
  readonly target: Node;
  readonly value: Node;
}

/** Reads a node as an assignment or the declaration of a variable; null for any other node. */
export function assignedBy(node: Node | null): Assigned | null {
  const assigned = node && node.type !== 'public_field_definition' ? assignmentOf(node) : null;
  return node && assigned ? { node, ...assigned } : null;
}

/** The assignments and declarations within a node, in their order. */
export function assignmentsIn(node: Node): Assigned[] {
  return nodesOfTypes(node, 'assignment', 'assignment_expression', 'variable_declarator').flatMap(
    (each) => assignedBy(each) ?? [],
  );
}

/** The expressions that the functions within a node return. */
export function returnedIn(node: Node): Node[] {
  return nodesOfTypes(node, 'return_statement', 'arrow_function').flatMap((each) => {
    const value = each.type === 'arrow_function' ? each.childForFieldName('body') : each.namedChild(0);
    return value && value.type !== 'statement_block' ? [value] : [];
  });
}

/** True for the text of a name or of a single call, which stays whole beside any operator. */
export function isWhole(text: string): boolean {
  if (/^[\w.]+(?:\[\w+\])?$/.test(text)) {
    return true;
  }
  let depth = 0;
  const end = [...text].findIndex((character) => {
    depth += character === '(' ? 1 : character === ')' ? -1 : 0;
    return character === ')' && depth === 0;
  });
  return /^[\w.]+\(/.test(text) && end === text.length - 1;
}

/** The nodes in the order of their distance from a place; that in which it lies first. */
export function nearestFirst(nodes: readonly Node[], { start }: TextRange): Node[] {
  const distance = (node: Node): number =>
    node.startIndex <= start && start < node.endIndex ? 0 : Math.abs(node.startIndex - start);
  return nodes.toSorted((one, other) => distance(one) - distance(other));
}
