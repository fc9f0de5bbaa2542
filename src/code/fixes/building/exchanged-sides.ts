import type { Node } from '@vscode/tree-sitter-wasm';
import type { LossSubject, TextRange } from '../../rules/rule';
import { nodesOfTypes, parts } from '../../syntax/tree';
import type { Edits } from '../text-edit';
import { complemented, exchangeComplements } from './complements';
import { nearestFirst, replaced, statementsIn } from './nodes';
import { tensorNames } from './tensor-names';

/** Functions that choose between two values by a condition. */
const CHOICES: ReadonlySet<string> = new Set(['where', 'select', 'cond', 'switch']);

/**
 * Ways to exchange α and 1 − α, the statement at a place first, then those of a block together, then all of the loss, where they are not
 * those of several types.
 */
export function exchangedSides({ code, measure }: LossSubject, at: TextRange): Edits[] {
  const statements = nearestFirst(statementsIn(code.node), at);
  const sizeOf = ({ startIndex, endIndex }: Node): number => endIndex - startIndex;
  const blocks = nodesOfTypes(code.node, 'block', 'statement_block').toSorted(
    (one, other) => sizeOf(one) - sizeOf(other),
  );
  const whole = /\bisinstance\(/.test(code.node.text) ? [] : [code.node];
  const alpha = measure?.plan.alpha?.name ?? 'alpha';
  return [...statements, ...blocks, ...whole].flatMap((node) => {
    const names = complemented(node).toSorted(
      (one, other) => Number(other.includes(alpha)) - Number(one.includes(alpha)),
    );
    const exchanged = names.map((name) => exchangeComplements(node, name));
    return statements.includes(node) ? [...exchanged, ...exchangedChoices(node)] : exchanged;
  });
}

/** Ways to exchange the targets and their complements, in one statement, then in all of them. */
export function targetsThemselves(loss: LossSubject, at: TextRange): Edits[] {
  const { code } = loss;
  const statements = nearestFirst(statementsIn(code.node), at);
  return tensorNames(loss).targets.flatMap((name) =>
    [...statements, code.node]
      .filter((node) => complemented(node).includes(name))
      .map((node) => exchangeComplements(node, name)),
  );
}

/** Exchanges the two values of each `where(condition, one, other)`. */
function exchangedChoices(statement: Node): Edits[] {
  return nodesOfTypes(statement, 'call', 'call_expression').flatMap((call) => {
    const callee = call.childForFieldName('function');
    const name = callee?.childForFieldName('attribute') ?? callee?.childForFieldName('property') ?? callee;
    const list = call.childForFieldName('arguments');
    const [, one, other] = list ? parts(list) : [];
    const isChoice = CHOICES.has(name?.text ?? '') && one && other;
    return isChoice ? [[replaced(one, other.text), replaced(other, one.text)]] : [];
  });
}
