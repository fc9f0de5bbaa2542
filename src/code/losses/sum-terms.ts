import type { Node } from '@vscode/tree-sitter-wasm';
import { forwardMethodOf } from '../syntax/forward-methods';
import { bare } from '../syntax/node-shapes';
import { ancestors, isSame, nodesOfTypes, parts } from '../syntax/tree';
import { extentsOf, isWithinAny } from './inline-losses';
import { returnedValues } from './returned-values';
import { isRead } from './tensor-statements';

/** A term of the sum that a loss returns. */
export interface SumTerm {
  /** The other terms, and the values of the names that only these terms read. */
  readonly others: readonly Node[];
}

/** A part of a sum: a term, what is taken from it, or a number. */
interface Addend {
  readonly node: Node;
  readonly is: 'term' | 'subtracted' | 'number';
}

/** Terms that are looked at. */
const MOST_TERMS = 4;
/** Matches code with a power, or with a call or a name that says focal. */
const MODULATES = /\*\*|pow|focal/i;
/** Matches what takes a mean or a sum, and the functions of libraries among it. */
const REDUCTION = /(?:^|\.)(?:reduce_)?(?:mean|sum)$/;
const LIBRARY = /^(?:torch|tf(?:\.math)?|K|np|jnp|ops|keras\.ops|paddle)\.|^(?:mean|sum)$/;
const NUMBERS: ReadonlySet<string> = new Set(['integer', 'float']);

/**
 * The terms of the sum that a function of Python or the method of a class returns, each of which may be a focal loss; none where it
 * returns no sum.
 */
export function termsOf(definition: Node): SumTerm[] {
  const functions =
    definition.type === 'class_definition'
      ? [forwardMethodOf(definition) ?? []].flat()
      : nodesOfTypes(definition, 'function_definition');
  for (const each of functions) {
    const sums = returnedValues(each)
      .map((value) => addendsOf(value, each))
      .filter(({ length }) => length > 1);
    const addends = [...new Map(sums.flat().map((addend) => [addend.node.id, addend])).values()];
    // A difference may be one of costs, whose sides are no losses of their own.
    const isSum = addends.every(({ is }) => is !== 'subtracted');
    if (isSum && addends.filter(({ is }) => is !== 'number').length > 1) {
      return addends
        .filter(({ is }) => is === 'term')
        .slice(0, MOST_TERMS)
        .map((term) => withoutOthers(term, addends, each))
        .filter(({ others }) => MODULATES.test(textWithout(others, each)));
    }
  }
  return [];
}

/**
 * The parts of a sum, or of its mean; the first one of several results.
 *
 * @param inside the function that it stands in
 * @param sum the name that holds the sum so far: any other name is one term
 */
function addendsOf(expression: Node, inside: Node, sum?: string): Addend[] {
  const node = bare(expression);
  const [left, right] = [node.childForFieldName('left'), node.childForFieldName('right')];
  const operator = node.childForFieldName('operator')?.type ?? '';
  if (node.type === 'binary_operator' && left && right && /^[+-]$/.test(operator)) {
    const before = addendsOf(left, inside, sum ?? '');
    if (operator === '+') {
      return [...before, ...addendsOf(right, inside, sum ?? '')];
    }
    // 1 − x is a term as a whole.
    return before.every(({ is }) => is === 'number')
      ? [{ node, is: 'term' }]
      : [...before, { node: bare(right), is: 'subtracted' }];
  }
  const isOfSum = node.type === 'identifier' && (sum === undefined || node.text === sum);
  const whole = heldBy(node);
  const inner = isOfSum ? addendsGiven(node, inside) : whole ? addendsOf(whole, inside, sum) : [];
  return inner.length > 1 ? inner : [{ node, is: NUMBERS.has(node.type) ? 'number' : 'term' }];
}

/** The first of several results; the name or the sum in parentheses that is scaled by a number, or of which a mean or sum is taken. */
function heldBy(node: Node): Node | null {
  switch (node.type) {
    case 'expression_list':
    case 'tuple':
      return parts(node)[0] ?? null;
    case 'binary_operator': {
      const [left, right] = [node.childForFieldName('left'), node.childForFieldName('right')];
      const isProduct = node.childForFieldName('operator')?.type === '*';
      return (
        [left, isProduct ? right : null].find((side) => side?.type === 'parenthesized_expression') ?? null
      );
    }
    case 'call': {
      const callee = node.childForFieldName('function');
      const [first] = parts(node.childForFieldName('arguments') ?? node);
      const object = LIBRARY.test(callee?.text ?? '') ? first : callee?.childForFieldName('object');
      const isReduction = REDUCTION.test(callee?.text ?? '');
      return object && isReduction && /identifier|parenthesized/.test(object.type) ? object : null;
    }
    default:
      return null;
  }
}

/** The parts of the sum that a name holds by the last statement before, and by those that add to it. */
function addendsGiven(name: Node, inside: Node): Addend[] {
  const before = nodesOfTypes(inside, 'assignment', 'augmented_assignment').filter(
    (statement) =>
      statement.endIndex <= name.startIndex && statement.childForFieldName('left')?.text === name.text,
  );
  const first = before.findLastIndex(({ type }) => type === 'assignment');
  return before.slice(Math.max(first, 0)).flatMap((statement): Addend[] => {
    const value = statement.childForFieldName('right');
    const operator = statement.childForFieldName('operator')?.type ?? '=';
    if (!value || !/^[+-]?=$/.test(operator)) {
      return [];
    }
    return operator === '-='
      ? [{ node: bare(value), is: 'subtracted' }]
      : addendsOf(value, inside, name.text);
  });
}

function withoutOthers(term: Addend, addends: readonly Addend[], inside: Node): SumTerm {
  const others = addends.filter((each) => each !== term).map(({ node }) => node);
  for (;;) {
    const unread = valuesUnreadBeside(others, inside);
    if (unread.length === 0) {
      return { others };
    }
    others.push(...unread);
  }
}

/** The values of the names that only these expressions read. */
function valuesUnreadBeside(others: readonly Node[], inside: Node): Node[] {
  const extents = extentsOf(others);
  const read = new Set(
    nodesOfTypes(inside, 'identifier')
      .filter((word) => isRead(word) && !isChanged(word) && !isWithinAny(word, extents))
      .map(({ text }) => text),
  );
  return nodesOfTypes(inside, 'assignment', 'augmented_assignment').flatMap((statement) => {
    const [left, right] = [statement.childForFieldName('left'), statement.childForFieldName('right')];
    const isUnread = left?.type === 'identifier' && !read.has(left.text) && isOwn(statement, inside);
    const value = right ? bare(right) : null;
    return isUnread && value && !isWithinAny(value, extents) ? [value] : [];
  });
}

/** True for the `loss` of `loss += dice`. */
function isChanged(word: Node): boolean {
  return word.parent?.type === 'augmented_assignment' && isSame(word.parent.childForFieldName('left'), word);
}

function isOwn(statement: Node, inside: Node): boolean {
  return isSame(
    [...ancestors(statement)].find(({ type }) => type === 'function_definition'),
    inside,
  );
}

function textWithout(others: readonly Node[], inside: Node): string {
  return others
    .toSorted((one, other) => other.startIndex - one.startIndex)
    .reduce(
      (text, { startIndex, endIndex }) =>
        text.slice(0, startIndex - inside.startIndex) + text.slice(endIndex - inside.startIndex),
      inside.text,
    );
}
