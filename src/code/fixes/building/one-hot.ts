import type { LossSubject, TextRange } from '../../rules/rule';
import type { Edits } from '../text-edit';
import { callOf } from './calls';
import { expressionAt, operand, replaced, unwrapped } from './nodes';

/** Ways to choose the cells of one-hot targets, which are an index at a place: by a product, or by the index of the class. */
export function cellsOfTargets({ file }: LossSubject, at: TextRange): Edits[] {
  const found = expressionAt(file, at);
  const node = found && unwrapped(found);
  const call = node && callOf(node);
  const index = call?.given.at(-1)?.value;
  return node && call?.object && index && call.name === 'gather'
    ? [
        [replaced(node, `(${operand(index)} * ${operand(call.object)})`)],
        [replaced(index, `${operand(index)}.argmax(dim=1, keepdim=True)`)],
      ]
    : [];
}
