import type { Node } from '@vscode/tree-sitter-wasm';
import type { LossSubject, TextRange } from '../../rules/rule';
import { nodesOfTypes } from '../../syntax/tree';
import type { Edits } from '../text-edit';
import { frameworkCode } from './framework-code';
import { nearestFirst, replaced, unwrapped, wrapped } from './nodes';

/** Ways to divide by at least 1, the division nearest to a place first. */
export function divisorsOfAtLeastOne(loss: LossSubject, at: TextRange): Edits[] {
  const divisions = nodesOfTypes(loss.code.node, 'binary_operator', 'augmented_assignment').flatMap(
    (node) => {
      const divisor = /^\/=?$/.test(node.childForFieldName('operator')?.text ?? '')
        ? node.childForFieldName('right')
        : null;
      return divisor ? [divisor] : [];
    },
  );
  return nearestFirst(divisions, at).flatMap((divisor) => atLeastOne(divisor, loss));
}

function atLeastOne(divisor: Node, loss: LossSubject): Edits[] {
  const inner = unwrapped(divisor);
  const texts = frameworkCode(loss).flatMap((code) => [code.atLeast(inner, '1'), code.atLeast(inner, '1.0')]);
  return [...new Set(texts), `max(${inner.text}, 1)`].map((text) => [replaced(wrapped(divisor), text)]);
}
