import type { Node } from '@vscode/tree-sitter-wasm';
import { valueAt } from '../../flow/values-given';
import { ancestors, isSame } from '../../syntax/tree';
import type { Computes } from '../../verdict/document';
import type { FileSubject, TextRange } from '../rule';
import { callsOfLosses } from './loss-calls';

/**
 * Matches a number of positives without a lower bound: the sum of targets, of a mask of them, or of a comparison with 0 or 1, also
 * of the rows in which it holds for any class.
 */
const COUNT =
  /^(?:\w*(?:targets?|labels?|pos(?:itives?)?(?:_?mask)?|fg(?:_?mask)?|y|y_true|gt)|\(\s*[\w.[\]]+\s*(?:>=?|==|!=)\s*(?:0|1|0\.0|0\.5|1\.0)\s*\)(?:\.float\(\)|\.any\([^()]*\))?)\.(?:float\(\)\.)?sum\(\)(?:\.(?:float|item|double)\(\))*$/;

/** Matches the lower bound of a number, as a method of it and around it. */
const BOUND = /\.(?:clamp|clamp_min|clip)\([^()]*\)$/;
const BOUND_AROUND = /^max\(\s*(?:1(?:\.0)?\s*,\s*)?(.*?)(?:\s*,\s*1(?:\.0)?)?\s*\)$/;

/** The divisors of a file's focal losses that are numbers of positives without a lower bound. */
export function unboundedCounts(subject: FileSubject): TextRange[] {
  return countsOf(subject, ({ count, divisor }) => COUNT.test(count.text) && !isGuarded(divisor)).map(
    ({ divisor }) => ({ start: divisor.startIndex, end: divisor.endIndex }),
  );
}

/** The divisors of a file's summed focal losses that are numbers of positives, with a lower bound or without. */
export function countedDivisors(subject: FileSubject): Node[] {
  return countsOf(
    subject,
    ({ count: { text }, reduction }) =>
      reduction === 'sum' && COUNT.test(text.replace(BOUND, '').replace(BOUND_AROUND, '$1')),
  ).map(({ divisor }) => divisor);
}

/** A divisor of a call of a focal loss, and the expression whose value it is. */
interface Count {
  readonly divisor: Node;
  readonly count: Node;
  readonly reduction: Computes['reduction'];
}

function countsOf(subject: FileSubject, isWanted: (count: Count) => boolean): Count[] {
  return callsOfLosses(subject).flatMap(({ call, loss: { reduction } }): Count[] => {
    const divisor = divisorOf(call);
    const count = divisor?.type === 'identifier' ? valueAt(divisor.text, divisor) : divisor;
    return divisor && count && isWanted({ divisor, count, reduction }) ? [{ divisor, count, reduction }] : [];
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
