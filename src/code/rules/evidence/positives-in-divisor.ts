import type { Node } from '@vscode/tree-sitter-wasm';
import { valueAt } from '../../flow/values-given';
import { ancestors, isSame } from '../../syntax/tree';
import type { Computes } from '../../verdict/document';
import type { FileSubject, TextRange } from '../rule';
import { callsOfLosses, targetsOf } from './loss-calls';

/**
 * Matches a number of positives without a lower bound: the sum of targets, of a mask of them, or of a comparison with 0 or 1, also
 * of the rows in which it holds for any class.
 */
const COUNT =
  /^(?:\w*(?:targets?|labels?|pos(?:itives?)?(?:_?mask)?|fg(?:_?mask)?|foreground(?:_?mask)?|y|y_true|gt)|\(\s*[\w.[\]]+\s*(?:>=?|==|!=)\s*(?:0|1|0\.0|0\.5|1\.0)\s*\)(?:\.float\(\)|\.any\([^()]*\))?)\.(?:float\(\)\.)?sum\(\)(?:\.(?:float|item|double)\(\))*$/;

/** Matches the lower bound of a number, as a method of it and around it. */
const BOUND = /\.(?:clamp|clamp_min|clip)\([^()]*\)$/;
const BOUND_AROUND = /^max\(\s*(?:1(?:\.0)?\s*,\s*)?(.*?)(?:\s*,\s*1(?:\.0)?)?\s*\)$/;

/** The divisors of a file's focal losses that are numbers of positives without a lower bound. */
export function unboundedCounts(subject: FileSubject): TextRange[] {
  return countsOf(
    subject,
    ({ count, divisor, targets }) => isCount(count.text, targets) && !isGuarded(divisor),
  ).map(({ divisor }) => ({ start: divisor.startIndex, end: divisor.endIndex }));
}

/** True for a number of positives, also of targets by the name that the call of the loss has for them. */
function isCount(text: string, targets: string | null): boolean {
  const count = text.replace(/^(?:\w+\.)*(?:reduce_)?sum\((\w+)\)$/, '$1.sum()');
  const isNamed = targets !== null && /^\w+$/.test(targets);
  const named = isNamed ? count.replace(new RegExp(String.raw`^${targets}\.`), 'targets.') : count;
  return COUNT.test(named);
}

/** The divisors of a file's summed focal losses that are numbers of positives, with a lower bound or without. */
export function countedDivisors(subject: FileSubject): Node[] {
  return countsOf(
    subject,
    ({ count: { text }, reduction, targets }) =>
      reduction === 'sum' && isCount(text.replace(BOUND, '').replace(BOUND_AROUND, '$1'), targets),
  ).map(({ divisor }) => divisor);
}

/** A divisor of a call of a focal loss, and the expression whose value it is. */
interface Count {
  readonly divisor: Node;
  readonly count: Node;
  /** That of the loss, or the sum that is taken of its result. */
  readonly reduction: Computes['reduction'];
  /** The targets of a loss of independent decisions, as the call names them; null for another one, whose rows have a positive each. */
  readonly targets: string | null;
}

function countsOf(subject: FileSubject, isWanted: (count: Count) => boolean): Count[] {
  return callsOfLosses(subject).flatMap((found): Count[] => {
    const { call, loss } = found;
    const divisor = divisorOf(call);
    const count = divisor?.type === 'identifier' ? valueAt(divisor.text, divisor) : divisor;
    const isSummed =
      loss.reduction === 'none' && SUMMED.test(divisor?.parent?.childForFieldName('left')?.text ?? '');
    const reduction = isSummed ? 'sum' : loss.reduction;
    const targets = loss.link === 'sigmoid' ? (targetsOf(found, subject.file)?.text ?? null) : null;
    return divisor && count && isWanted({ divisor, count, reduction, targets })
      ? [{ divisor, count, reduction, targets }]
      : [];
  });
}

/** A sum over all elements, as a method and as a function. */
const SUMMED = /\.sum\(\)$|^(?:\w+\.)*(?:reduce_)?sum\([^,]*\)$/;

/** The sum over all elements of a result; the result itself without one. */
function summed(result: Node): Node {
  const [method, list] = [result.parent, result.parent];
  const around = method?.type === 'attribute' || list?.type === 'argument_list' ? method?.parent : null;
  return around?.type === 'call' && SUMMED.test(around.text) ? around : result;
}

/**
 * The divisor of a call's result, or of the sum of its elements: in the same expression, or in a later statement of the block, under the
 * result's name.
 */
export function divisorOf(call: Node): Node | null {
  const whole = summed(call);
  const direct = whole.parent && dividedBy(whole.parent, whole);
  if (direct) {
    return direct;
  }
  const { parent } = call;
  const name = parent?.type === 'assignment' ? parent.childForFieldName('left') : null;
  const block = parent?.parent?.parent;
  if (name?.type !== 'identifier' || !block) {
    return null;
  }
  const later = block.descendantsOfType('binary_operator').find((operation) => {
    const left = operation?.childForFieldName('left')?.text ?? '';
    return operation && isOfName(left, name.text) && operation.startIndex > call.endIndex;
  });
  const divisor = later ? dividedBy(later, later.childForFieldName('left')) : null;
  const value = divisor && valueAt(name.text, divisor);
  return isSame(value, call) ? divisor : null;
}

/** True for a name, and for the sum of what it has. */
function isOfName(text: string, name: string): boolean {
  return (
    text === name || (SUMMED.test(text) && new RegExp(String.raw`(?<![\w.])${name}(?=\.sum\(|\))`).test(text))
  );
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
