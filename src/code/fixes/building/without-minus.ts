import type { TextRange } from '../../rules/rule';
import type { SourceFile } from '../../syntax/source-file';
import { nodesOfTypes } from '../../syntax/tree';
import type { Edits } from '../text-edit';
import { replaced } from './nodes';

/** Takes the minus of the number at a place away. */
export function withoutMinus({ root }: SourceFile, { start, end }: TextRange): Edits[] {
  const around = root.descendantForIndex(start, end);
  const negatives = around ? nodesOfTypes(around, 'unary_operator', 'unary_expression') : [];
  const negative = negatives.find(
    (node) => node.startIndex >= start && node.endIndex <= end && node.text.startsWith('-'),
  );
  const number = negative?.namedChild(0);
  return negative && number ? [[replaced(negative, number.text)]] : [];
}
