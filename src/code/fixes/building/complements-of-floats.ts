import type { Node } from '@vscode/tree-sitter-wasm';
import type { LossSubject, TextRange } from '../../rules/rule';
import { nodesOfTypes } from '../../syntax/tree';
import type { Edits } from '../text-edit';
import { complementOf } from './complements';
import { frameworkCode } from './framework-code';
import { nearestFirst, operand, replaced, wrapped } from './nodes';

/** Ways to subtract floats from 1 in the place of booleans: where a comparison gives them, else where they are subtracted. */
export function complementsOfFloats(loss: LossSubject, at: TextRange): Edits[] {
  const { code } = loss;
  const compared = nodesOfTypes(code.node, 'comparison_operator').filter(
    (node) => wrapped(node).parent?.type === 'assignment',
  );
  const bases = nodesOfTypes(code.node, 'binary_operator').flatMap((node) => complementOf(node) ?? []);
  const [nearest] = nearestFirst(bases, at);
  const same = bases.filter(({ text }) => text === nearest?.text);
  return frameworkCode(loss).flatMap(({ asFloats }) => {
    const edit = (node: Node): Edits =>
      asFloats(operand(node))
        .map((text) => replaced(wrapped(node), text))
        .slice(0, 1);
    return [...compared.map(edit), same.flatMap(edit), ...nearestFirst(bases, at).map(edit)];
  });
}
