import type { Node } from '@vscode/tree-sitter-wasm';
import { returnedValues } from '../losses/returned-values';
import { assignmentOf, calleeOf, isCall, ownProperty, scopeOf } from '../syntax/node-shapes';
import { ancestors, isSame, parts } from '../syntax/tree';
import { functionCalledBy } from './definitions';
import { assignmentsTo, assignmentsToProperty, givenTo } from './values-given';

/** Most expressions that are read in place of one: code that chooses offers a few. */
const MOST_FOLLOWED = 40;
/** Matches the types of arguments that fix a choice: `get_loss("bce")` returns one of its losses. */
const CONSTANTS = /^(?:string|template_string|integer|float|number|true|false|none|null)$/;
const CONDITIONS =
  /^(?:if_statement|conditional_expression|ternary_expression|match_statement|switch_statement)$/;
const NOTHING = /^(?:none|null|undefined)$/;

/**
 * Reads an expression, or else each of the values that it may hold.
 *
 * @param read returns undefined for an expression whose values have to be read in its place
 * @returns what was read; nothing where more than `MOST_FOLLOWED` expressions would have to be
 */
export function amongChoices<T>(expression: Node, read: (held: Node) => T | undefined): T[] {
  const found: T[] = [];
  const held = [expression];
  for (const each of held) {
    const value = read(each);
    if (value === undefined) {
      const given = givenTo(each);
      held.push(...(given ? [given] : choicesOf(each)));
    } else {
      found.push(value);
    }
    if (held.length > MOST_FOLLOWED) {
      return [];
    }
  }
  return found;
}

/**
 * The alternatives among which a setting chooses the value of an expression: the branches that give a name or a property its value,
 * or what a function or method of the file returns. Empty where the code shows none.
 */
function choicesOf(expression: Node): Node[] {
  const property = ownProperty(expression);
  if (property !== null) {
    return branchesOf(assignmentsToProperty(property, expression));
  }
  if (isCall(expression)) {
    return returnedBy(expression);
  }
  switch (expression.type) {
    case 'identifier':
      return branchesOf(assignmentsTo(expression.text, expression));
    case 'conditional_expression':
    case 'ternary_expression': {
      const [first, second, third] = parts(expression);
      const whole = expression.type === 'conditional_expression' ? [first, third] : [second, third];
      return whole.filter((each) => each !== undefined);
    }
    default:
      return [];
  }
}

/** True if a condition decides whether the place is reached: it may be the one that chose the value. */
export function isUnderCondition(place: Node): boolean {
  const scope = scopeOf(place);
  return [...ancestors(place)].some(
    (each) => CONDITIONS.test(each.type) && each.startIndex >= scope.startIndex && !isSame(each, scope),
  );
}

/** The values of assignments that are the branches of one `if`; none where they are not. */
function branchesOf(assignments: readonly Node[]): Node[] {
  const given = assignments.filter((each) => !NOTHING.test(assignmentOf(each)?.value.type ?? ''));
  const conditions = given.map((each) =>
    [...ancestors(each)].findLast(
      ({ type, startIndex }) => type === 'if_statement' && startIndex >= scopeOf(each).startIndex,
    ),
  );
  const blocks = new Set(given.map((each) => each.parent?.parent?.id));
  const isChoice =
    conditions.every((each) => each && isSame(each, conditions[0])) && blocks.size === given.length;
  return isChoice ? given.flatMap((each) => assignmentOf(each)?.value ?? []) : [];
}

/** The values that a called function of the file, or method of the same class, may return. */
function returnedBy(call: Node): Node[] {
  const callee = calleeOf(call);
  const given = parts(call.childForFieldName('arguments') ?? call).map(
    (argument) => argument.childForFieldName('value') ?? argument,
  );
  const isOpen = given.length > 0 && given.every(({ type }) => !CONSTANTS.test(type));
  const maker = callee && isOpen ? functionCalledBy(callee) : undefined;
  return maker ? returnedValues(maker) : [];
}
