import type { Node } from '@vscode/tree-sitter-wasm';
import type { LossSubject, TextRange } from '../../rules/rule';
import { nodesOfTypes, parts } from '../../syntax/tree';
import type { Edits } from '../text-edit';
import { asBuffer } from './device-moves';
import { expressionAt, functionAround, inserted, replaced, statementAround } from './nodes';

/** Ways to keep what a call computes from an attribute in a variable of its own. */
export function localState({ file, code }: LossSubject, at: TextRange): Edits[] {
  const node = expressionAt(file, at) ?? file.root.descendantForIndex(at.start);
  const statement = node && statementAround(node);
  const change = statement?.namedChild(0);
  const target = change?.childForFieldName('left');
  const scope = statement && functionAround(statement);
  const name = target?.childForFieldName('attribute')?.text;
  if (!statement || !scope || target?.type !== 'attribute' || name === undefined) {
    return [];
  }
  const taken = new Set(
    nodesOfTypes(scope, 'identifier')
      .filter(isVariable)
      .map(({ text }) => text),
  );
  const local = taken.has(name) ? `${name}_of_batch` : name;
  const mentions = nodesOfTypes(scope, 'attribute').filter(({ text }) => text === target.text);
  const later = mentions.filter(({ startIndex }) => startIndex >= statement.endIndex);
  const renamed = [target, ...later].map((each) => replaced(each, local));
  const first = firstStatement(scope);
  const before = first && `${local} = ${target.text}${separatorOf(first, file.text)}`;
  const ways = [
    ...(change?.type === 'assignment' ? [renamed] : []),
    ...(first && before
      ? [[inserted(first.startIndex, before), ...mentions.map((each) => replaced(each, local))]]
      : []),
  ];
  // The tensor that the constructor made may have moved along with the attribute.
  const made = nodesOfTypes(code.node, 'assignment').find(
    (each) =>
      each.childForFieldName('left')?.text === target.text &&
      each.childForFieldName('right')?.type === 'call',
  );
  const buffers = made ? asBuffer(made, file) : [];
  return [...ways, ...ways.flatMap((edits) => buffers.map((buffer) => [...edits, ...buffer]))];
}

/** False for the names of attributes and of arguments. */
function isVariable(node: Node): boolean {
  const { parent } = node;
  return (
    parent?.childForFieldName('attribute')?.id !== node.id &&
    !(parent?.type === 'keyword_argument' && parent.childForFieldName('name')?.id === node.id)
  );
}

/** The first statement of a function after its docstring; null where it has none. */
export function firstStatement(scope: Node): Node | null {
  const body = scope.childForFieldName('body');
  const [first, second] = body ? parts(body) : [];
  const isDocstring = first?.type === 'expression_statement' && first.namedChild(0)?.type === 'string';
  return (isDocstring ? second : first) ?? null;
}

/** The text between a new statement and the one before which it is put: a line break and the same indentation. */
export function separatorOf({ startIndex }: Node, text: string): string {
  const line = text.lastIndexOf('\n', startIndex - 1) + 1;
  const indent = text.slice(line, startIndex);
  return /^\s*$/.test(indent) ? `\n${indent}` : '; ';
}
