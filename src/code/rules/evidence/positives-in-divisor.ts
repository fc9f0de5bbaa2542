import type { Node } from '@vscode/tree-sitter-wasm';
import { valueAt } from '../../flow/values-given';
import { ancestors, isSame } from '../../syntax/tree';
import type { FileSubject, TextRange } from '../rule';
import { callsOfLosses } from './loss-calls';

/**
 * Matches a number of positives without a lower bound: the sum of targets, of a mask of them, or of a comparison with 0 or 1, also
 * of the rows in which it holds for any class.
 */
const COUNT =
  /^(?:\w*(?:targets?|labels?|pos(?:itives?)?(?:_?mask)?|fg(?:_?mask)?|y|y_true|gt)|\(\s*[\w.[\]]+\s*(?:>=?|==|!=)\s*(?:0|1|0\.0|0\.5|1\.0)\s*\)(?:\.float\(\)|\.any\([^()]*\))?)\.(?:float\(\)\.)?sum\(\)(?:\.(?:float|item|double)\(\))*$/;

/** The divisors of a file's focal losses that are numbers of positives without a lower bound. */
export function unboundedCounts(subject: FileSubject): TextRange[] {
  return callsOfLosses(subject).flatMap(({ call }): TextRange[] => {
    const divisor = divisorOf(call);
    const count = divisor?.type === 'identifier' ? valueAt(divisor.text, divisor) : divisor;
    return divisor && count && COUNT.test(count.text) && !isGuarded(divisor)
      ? [{ start: divisor.startIndex, end: divisor.endIndex }]
      : [];
  });
}

/** The divisor of a call's result: in the same expression, or in a later statement of the block, under the result's name. */
export function divisorOf(call: Node): Node | null {
  const { parent } = call;
  const direct = parent && dividedBy(parent, call);
  if (direct) {
    return direct;
  }
  const name = parent?.type === 'assignment' ? parent.childForFieldName('left') : null;
  const block = parent?.parent?.parent;
  if (name?.type !== 'identifier' || !block) {
    return null;
  }
  const later = block.descendantsOfType('binary_operator').find((operation) => {
    const left = operation?.childForFieldName('left');
    return operation && left?.text === name.text && operation.startIndex > call.endIndex;
  });
  const divisor = later ? dividedBy(later, later.childForFieldName('left')) : null;
  const value = divisor && valueAt(name.text, divisor);
  return isSame(value, call) ? divisor : null;
}

function dividedBy(operation: Node, left: Node | null): Node | null {
  const isDivision =
    operation.type === 'binary_operator' &&
    operation.childForFieldName('operator')?.type === '/' &&
    isSame(operation.childForFieldName('left'), left);
  return isDivision ? operation.childForFieldName('right') : null;
}

/** True where a condition around the division asks for the number or for the positives. */
function isGuarded(divisor: Node): boolean {
  return [...ancestors(divisor)].some(
    ({ type }) => type === 'if_statement' || type === 'conditional_expression' || type === 'while_statement',
  );
}
