import type { Node } from '@vscode/tree-sitter-wasm';
import { type BoosterCall, returnedTuples } from '../../losses/boosting-objectives';
import { ancestors, parts } from '../../syntax/tree';
import type { ObjectiveObservation } from '../../verdict/document';
import type { LossSubject, TextRange } from '../rule';

/** The observations of one kind from the runs of a boosting objective. */
export function observedOf<Kind extends ObjectiveObservation['kind']>(
  { verdict }: LossSubject,
  kind: Kind,
): readonly Extract<ObjectiveObservation, { readonly kind: Kind }>[] {
  return verdict.observations.filter(
    (observation): observation is Extract<ObjectiveObservation, { readonly kind: Kind }> =>
      observation.kind === kind,
  );
}

/** How a booster calls the objective; null for any other loss. */
export function boosterCallOf({ code }: LossSubject): BoosterCall | null {
  return code.kind === 'objective' ? code.call : null;
}

/**
 * The expression that gives the gradient or the Hessian of an objective: what is returned, what a returned name was given last, and
 * what a method of the class returns that is called there. Null where the code shows none.
 */
export function derivativePlace(
  { code: { node } }: LossSubject,
  derivative: 'gradient' | 'hessian',
): TextRange | null {
  const pair = returnedTuples(node).findLast(({ length }) => length === 2) ?? pairAppendedIn(node);
  const written = pair?.[derivative === 'gradient' ? 0 : 1];
  const returned = written && unshaped(written);
  const given = returned ? (valueGivenTo(returned, node) ?? returned) : null;
  const found = given && (returnedBy(given) ?? given);
  return found ? { start: found.startIndex, end: found.endIndex } : null;
}

/** Methods that change the shape or the type of an array. */
const SHAPING: ReadonlySet<string> = new Set(['reshape', 'flatten', 'ravel', 'astype', 'squeeze']);

/** The array whose shape an expression changes. */
function unshaped(expression: Node): Node {
  const callee = expression.type === 'call' ? expression.childForFieldName('function') : null;
  const object = callee?.childForFieldName('object');
  return object && SHAPING.has(callee?.childForFieldName('attribute')?.text ?? '')
    ? unshaped(object)
    : expression;
}

/** The pair that CatBoost's objective adds to its list for an example. */
function pairAppendedIn(definition: Node): readonly Node[] | undefined {
  const tuple = definition
    .descendantsOfType('tuple')
    .findLast((each) => each !== null && parts(each).length === 2);
  return tuple ? parts(tuple) : undefined;
}

/** The last value that a function gives a name or a part of its array. */
function valueGivenTo(name: Node, definition: Node): Node | null {
  const assignments = definition.descendantsOfType('assignment');
  const last = assignments.findLast(
    (assignment) =>
      name.type === 'identifier' && wholeOf(assignment?.childForFieldName('left')) === name.text,
  );
  return last?.childForFieldName('right') ?? null;
}

/** The name of the array that a target is a part of; the text of any other target. */
function wholeOf(target: Node | null | undefined): string | undefined {
  return target?.type === 'subscript' ? wholeOf(target.childForFieldName('value')) : target?.text;
}

/** The value that a method returns, where an expression calls it as `self.method(…)`. */
function returnedBy(expression: Node): Node | null {
  const classNode = [...ancestors(expression)].find(({ type }) => type === 'class_definition');
  const methods = classNode?.descendantsOfType('function_definition') ?? [];
  const called = expression.descendantsOfType('call').flatMap((call) => {
    const callee = call?.childForFieldName('function');
    const isOwn = callee?.type === 'attribute' && callee.childForFieldName('object')?.text === 'self';
    const name = isOwn ? callee.childForFieldName('attribute')?.text : undefined;
    return methods.filter((method) => method?.childForFieldName('name')?.text === name);
  });
  const [method] = called;
  const last = method?.descendantsOfType('return_statement').at(-1);
  const value = last ? parts(last)[0] : undefined;
  return value && method ? (valueGivenTo(value, method) ?? value) : null;
}
