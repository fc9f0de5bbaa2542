import type { Node } from '@vscode/tree-sitter-wasm';
import type { LossSubject, TextRange } from '../../rules/rule';
import { ancestors, nodesOfTypes } from '../../syntax/tree';
import type { Edits } from '../text-edit';
import { callsIn } from './calls';
import { expressionAt, replaced } from './nodes';
import { withoutCallAt } from './taken-away';

/** Ways to run the statements under a condition at a place in any case. */
export function unconditional(loss: LossSubject, at: TextRange): Edits[] {
  const condition = expressionAt(loss.file, at) ?? loss.file.root.descendantForIndex(at.start, at.end);
  const statement = condition && [...ancestors(condition)].find(({ type }) => type === 'if_statement');
  const isAlone = statement?.childForFieldName('alternative') === null;
  const body = isAlone ? statement.childForFieldName('consequence') : null;
  return statement && body ? [[withoutHead(statement, body, loss)]] : [];
}

/** Ways to let an array keep the gradient that it loses: the calls that detach it, or the blocks that record none, left out. */
export function attached(loss: LossSubject): Edits[] {
  const { code } = loss;
  const calls = callsIn(code.node)
    .filter(({ name }) => /^(?:detach_?|stop_gradient)$/.test(name))
    .flatMap(({ node }) => withoutCallAt(loss, { start: node.startIndex, end: node.endIndex }));
  const data = nodesOfTypes(code.node, 'attribute').flatMap((node) => {
    const object = node.childForFieldName('object');
    return node.childForFieldName('attribute')?.text === 'data' && object
      ? [[replaced(node, object.text)]]
      : [];
  });
  const blocks = nodesOfTypes(code.node, 'with_statement').flatMap((node) => {
    const body = node.childForFieldName('body');
    const isOfGradients = /\bno_grad\b|\bset_grad_enabled\b/.test(node.text.split('\n')[0] ?? '');
    return body && isOfGradients ? [[withoutHead(node, body, loss)]] : [];
  });
  return [...calls, ...data, ...blocks];
}

/** Puts the statements of a block in the place of the whole statement, as far to the right as it stands. */
function withoutHead(statement: Node, body: Node, { file }: LossSubject) {
  const inner = body.startPosition.column - statement.startPosition.column;
  const lines = file.textOf(body).split('\n');
  const moved = lines.map((line, at) =>
    at > 0 && line.slice(0, inner).trim() === '' ? line.slice(inner) : line,
  );
  return replaced(statement, moved.join('\n'));
}
