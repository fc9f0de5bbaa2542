import type { Node } from '@vscode/tree-sitter-wasm';
import type { LossSubject } from '../../rules/rule';
import { ancestors, isSame, nodesOfTypes } from '../../syntax/tree';
import type { Edits, TextEdit } from '../text-edit';
import type { Arithmetic } from './arithmetic';
import { callOf } from './calls';
import { replaced, unwrapped, wrapped } from './nodes';

const DIFFERENCES = ['binary_operator', 'binary_expression', 'call', 'call_expression'] as const;
const ONE = /^1(?:\.0*)?$/;

/** The expression X of `1 - X`, `sub(1, X)` or `scalar(1).sub(X)`; null for any other expression. */
export function complementOf(node: Node): Node | null {
  const call = callOf(node);
  if (call) {
    const [first, second] = call.given.map(({ value }) => value);
    const isSubtracted = /^sub(?:tract)?$/.test(call.name);
    const [minuend, subtrahend] = second ? [first, second] : [call.object, first];
    return isSubtracted && minuend && isOne(minuend) && subtrahend ? unwrapped(subtrahend) : null;
  }
  const isDifference = node.type === 'binary_operator' || node.type === 'binary_expression';
  const [left, operator, right] = [
    node.childForFieldName('left'),
    node.childForFieldName('operator'),
    node.childForFieldName('right'),
  ];
  return isDifference && operator?.text === '-' && left && ONE.test(left.text) && right
    ? unwrapped(right)
    : null;
}

/** True for 1 and a scalar of it. */
function isOne(node: Node): boolean {
  const call = callOf(node);
  const [only] = call?.name === 'scalar' ? call.given : [];
  return ONE.test((only?.value ?? node).text);
}

/** Ways to take 1 − X for the differences X − 1 of a loss, all of them and each alone; then a sum for each difference and the reverse. */
export function otherDifferences({ code }: Pick<LossSubject, 'code'>): Edits[] {
  const operations = nodesOfTypes(code.node, 'binary_operator', 'binary_expression').flatMap((node) => {
    const [left, operator, right] = ['left', 'operator', 'right'].map((field) =>
      node.childForFieldName(field),
    );
    return left && operator && right && /^[-+]$/.test(operator.text) ? [{ node, left, operator, right }] : [];
  });
  const differences = operations.flatMap(({ node, left, operator, right }) =>
    operator.text === '-' && ONE.test(right.text) ? [replaced(node, `${right.text} - ${left.text}`)] : [],
  );
  return [
    ...(differences.length > 1 ? [differences] : []),
    ...differences.map((edit) => [edit]),
    ...operations.map(({ operator }) => [replaced(operator, operator.text === '-' ? '+' : '-')]),
  ];
}

/** The text of 1 − X for an expression, as an argument or the right side of an assignment. */
export function complementText(node: Node, { complement }: Arithmetic): string {
  const inner = unwrapped(node);
  return complementOf(inner)?.text ?? complement(inner.text);
}

/** The texts X for which a node has an expression `1 - X`, where X is a name. */
export function complemented(node: Node): string[] {
  const names = complementsIn(node).map(({ base }) => base);
  return [...new Set(names.filter((base) => isName(base)).map(({ text }) => text))];
}

/** Puts X in the place of each `1 - X` within a node, and `1 - X` in that of each other X. */
export function exchangeComplements(node: Node, name: string): Edits {
  const complements = complementsIn(node).filter(({ base }) => base.text === name);
  const edits: TextEdit[] = complements.map(({ whole }) => replaced(wrapped(whole), name));
  const others = nodesOfTypes(node, 'identifier', 'attribute', 'member_expression').filter(
    (each) =>
      each.text === name &&
      isValue(each) &&
      !isOnlyAsked(each) &&
      !complements.some(({ whole }) => isWithin(each, whole)),
  );
  return [...edits, ...others.map((each) => replaced(each, inPlaceOf(each, `1 - ${name}`)))];
}

const ASKING: ReadonlySet<string> = new Set(['isinstance', 'len', 'type', 'print', 'format']);

/** True for a value that code asks about or shows, and does not compute with. */
function isOnlyAsked(node: Node): boolean {
  return [...ancestors(node)].some((around) => {
    const name = callOf(around)?.name ?? '';
    return around.type === 'assert_statement' || ASKING.has(name);
  });
}

interface Complement {
  readonly whole: Node;
  readonly base: Node;
}

function complementsIn(node: Node): Complement[] {
  return nodesOfTypes(node, ...DIFFERENCES).flatMap((whole) => {
    const base = complementOf(whole);
    return base ? [{ whole, base }] : [];
  });
}

function isName({ type }: Node): boolean {
  return type === 'identifier' || type === 'attribute' || type === 'member_expression';
}

function isWithin(node: Node, outer: Node): boolean {
  return outer.startIndex <= node.startIndex && node.endIndex <= outer.endIndex;
}

/** False for the target of an assignment, a parameter, the name of an argument, and a part of a longer path. */
export function isValue(node: Node): boolean {
  const { parent } = node;
  return (
    !!parent &&
    !(isAssignment(parent) && isSame(parent.childForFieldName('left'), node)) &&
    !isSame(parent.childForFieldName('name'), node) &&
    !/parameters?$/.test(parent.type) &&
    parent.type !== 'attribute' &&
    parent.type !== 'member_expression'
  );
}

function isAssignment({ type }: Node): boolean {
  return type === 'assignment' || type === 'augmented_assignment' || type === 'variable_declarator';
}

/** Places that take an expression without parentheses. */
const OPEN: ReadonlySet<string> = new Set([
  'argument_list',
  'arguments',
  'list',
  'array',
  'tuple',
  'keyword_argument',
  'assignment',
  'return_statement',
  'ternary_expression',
  'conditional_expression',
  'parenthesized_expression',
]);

/** A sum or difference in the place of a node. */
export function inPlaceOf(node: Node, text: string): string {
  return node.parent && OPEN.has(node.parent.type) ? text : `(${text})`;
}

/** The expressions `1 - X` within a node for a name X. */
export function complementsOf(node: Node, name: string): Node[] {
  return complementsIn(node).flatMap(({ whole, base }) => (base.text === name ? [whole] : []));
}
