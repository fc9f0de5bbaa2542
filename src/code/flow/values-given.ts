import type { Node, Tree } from '@vscode/tree-sitter-wasm';
import { ancestors, isSame, nodesOfTypes, parts } from '../syntax/tree';

/** The function around a node; else the module. */
export function scopeOf(node: Node): Node {
  return [...ancestors(node)].find(({ type }) => type === 'function_definition') ?? node.tree.rootNode;
}

/** The class around a node. */
export function classAround(node: Node): Node | undefined {
  return [...ancestors(node)].find(({ type }) => type === 'class_definition');
}

/** The statements that give a name a value and are no plain assignment. */
const OTHER_CHANGES = [
  'augmented_assignment',
  'for_statement',
  'as_pattern_target',
  'named_expression',
  'for_in_clause',
];

/**
 * The expression whose value a name has at a place: that of the last assignment before it, in the same function or in the module.
 *
 * @returns undefined where another statement may have changed it, and null for a name that nothing in the scope assigns
 */
export function valueAt(name: string, place: Node): Node | undefined | null {
  const scope = scopeOf(place);
  const found = lastGiven(name, place, scope);
  if (found !== null || isSame(scope, place.tree.rootNode) || isParameter(name, scope)) {
    return found;
  }
  return onlyGiven(name, place.tree.rootNode);
}

/** A tuple that an assignment takes apart, and the place of a name in it. */
interface Unpacked {
  readonly whole: Node;
  readonly index: number;
}

/** The call whose result the last assignment before a place takes apart, as in `scores, boxes = model(images)`; null without one. */
export function unpackedAt(name: string, place: Node): Unpacked | null {
  const last = changesOf(name, scopeOf(place))
    .filter(({ endIndex }) => endIndex <= place.startIndex)
    .at(-1);
  const [left, whole] = [last?.childForFieldName('left'), last?.childForFieldName('right')];
  const isPattern = left?.type === 'pattern_list' || left?.type === 'tuple_pattern';
  const index = isPattern ? parts(left).findIndex(({ text }) => text === name) : -1;
  const isCall = last?.type === 'assignment' && whole?.type === 'call';
  return isCall && index >= 0 && isSureAt(last, place) ? { whole, index } : null;
}

function lastGiven(name: string, place: Node, scope: Node): Node | undefined | null {
  const given = changesOf(name, scope).filter(
    ({ type, startIndex, endIndex }) =>
      endIndex <= place.startIndex || (startIndex < place.startIndex && type !== 'assignment'),
  );
  const last = given.at(-1);
  if (!last) {
    return null;
  }
  return isSureAt(last, place) ? (assignedValue(last, name) ?? undefined) : undefined;
}

/** True if a change has always been made where a place is reached: its block holds the place. */
function isSureAt(change: Node, place: Node): boolean {
  const block = change.parent?.parent;
  return !!block && block.startIndex <= place.startIndex && place.endIndex <= block.endIndex;
}

/** The value of a name that the module assigns once; null for none. */
function onlyGiven(name: string, module: Node): Node | undefined | null {
  const given = changesOf(name, module);
  const [only] = given;
  return only ? (given.length === 1 ? (assignedValue(only, name) ?? undefined) : undefined) : null;
}

/** The changes of each tree by their scope and name: a file asks for many names. */
const CHANGES = new WeakMap<Tree, ReadonlyMap<string, readonly Node[]>>();

/** The statements and clauses of a scope, without functions in it, that give a name a value. */
function changesOf(name: string, scope: Node): readonly Node[] {
  const known = CHANGES.get(scope.tree) ?? changesIn(scope.tree);
  CHANGES.set(scope.tree, known);
  return known.get(`${scope.id} ${name}`) ?? [];
}

function changesIn({ rootNode }: Tree): Map<string, Node[]> {
  const found = new Map<string, Node[]>();
  for (const change of rootNode.descendantsOfType(['assignment', ...OTHER_CHANGES])) {
    if (!change) {
      continue;
    }
    const target = change.childForFieldName('left') ?? change.childForFieldName('name') ?? change;
    const words = target.type === 'identifier' ? [target] : target.descendantsOfType('identifier');
    const names = words.flatMap((word) => (word && word.parent?.type !== 'attribute' ? [word.text] : []));
    for (const name of new Set(names)) {
      const key = `${scopeOf(change).id} ${name}`;
      found.set(key, [...(found.get(key) ?? []), change]);
    }
  }
  return found;
}

function assignedValue(change: Node, name: string): Node | null {
  const [left, right] = [change.childForFieldName('left'), change.childForFieldName('right')];
  if (change.type !== 'assignment' || !left || !right) {
    return null;
  }
  if (left.text === name) {
    return right;
  }
  // `net, loss = Net(), Loss()`
  const [targets, values] = [parts(left), parts(right)];
  const isPaired = right.type === 'expression_list' && targets.length === values.length;
  return isPaired ? (values[targets.findIndex(({ text }) => text === name)] ?? null) : null;
}

/** True for a parameter of a function. */
export function isParameter(name: string, definition: Node): boolean {
  return (definition.childForFieldName('parameters')?.namedChildren ?? []).some(
    (parameter) =>
      (parameter?.childForFieldName('name') ?? parameter?.firstNamedChild ?? parameter)?.text === name,
  );
}

/** The only expression that the methods of the class around a node give the property; undefined where there is another. */
export function propertyAt(property: string, place: Node): Node | undefined {
  const classNode = classAround(place);
  if (!classNode) {
    return undefined;
  }
  const known = PROPERTIES.get(place.tree) ?? propertiesIn(place.tree);
  PROPERTIES.set(place.tree, known);
  const [only, other] = known.get(`${classNode.id} ${property}`) ?? [];
  return other ? undefined : (only?.childForFieldName('right') ?? undefined);
}

/** The assignments to properties of each tree by class and name: a file asks for many. */
const PROPERTIES = new WeakMap<Tree, ReadonlyMap<string, readonly Node[]>>();

function propertiesIn({ rootNode }: Tree): Map<string, Node[]> {
  const found = new Map<string, Node[]>();
  for (const assignment of nodesOfTypes(rootNode, 'assignment')) {
    const left = assignment.childForFieldName('left');
    const classNode = left?.type === 'attribute' ? classAround(assignment) : null;
    if (classNode && left?.childForFieldName('object')?.text === 'self') {
      const key = `${classNode.id} ${left.childForFieldName('attribute')?.text}`;
      found.set(key, [...(found.get(key) ?? []), assignment]);
    }
  }
  return found;
}
