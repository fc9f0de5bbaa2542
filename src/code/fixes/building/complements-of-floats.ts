import type { LossSubject, TextRange } from '../../rules/rule';
import { nodesOfTypes } from '../../syntax/tree';
import type { Edits } from '../text-edit';
import { complementOf } from './complements';
import { frameworkCode } from './framework-code';
import { nearestFirst, operand, replaced, wrapped } from './nodes';

/** Ways to subtract floats from 1 in the place of booleans: the subtraction nearest to a place first, then all. */
export function complementsOfFloats(loss: LossSubject, at: TextRange): Edits[] {
  const nodes = nodesOfTypes(loss.code.node, 'binary_operator').flatMap((node) => complementOf(node) ?? []);
  return frameworkCode(loss).flatMap(({ asFloats }) => {
    const edits = nearestFirst(nodes, at).flatMap((base) =>
      asFloats(operand(base)).map((text) => replaced(wrapped(base), text)),
    );
    return [...edits.map((edit) => [edit]), edits];
  });
}
