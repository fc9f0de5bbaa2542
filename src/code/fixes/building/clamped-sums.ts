import type { LossSubject, TextRange } from '../../rules/rule';
import type { Edits } from '../text-edit';
import { frameworkCode } from './framework-code';
import { expressionAt, replaced, unwrapped, wrapped } from './nodes';

/** Ways to keep an array between ε and 1 − ε, where ε is added to it at a place. */
export function clampedSums(loss: LossSubject, at: TextRange): Edits[] {
  const found = expressionAt(loss.file, at);
  const sum = found && unwrapped(found);
  const [array, epsilon] = [sum?.childForFieldName('left'), sum?.childForFieldName('right')];
  if (sum?.childForFieldName('operator')?.text !== '+' || !array || !epsilon) {
    return [];
  }
  return frameworkCode(loss).flatMap(({ between }) => [
    [replaced(wrapped(sum), between(unwrapped(array), epsilon.text, `1 - ${epsilon.text}`))],
  ]);
}
